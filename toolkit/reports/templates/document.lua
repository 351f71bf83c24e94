-- Give each column of a table the width of its longest word, and of what is left a share that follows its longest cell,
-- so that PDF and Word wrap long text and keep numbers and dates on one line.

local LINE = 115 -- characters of small print on a line

local function measure(cell)
  local text = pandoc.utils.stringify(cell.contents)
  local word = 0
  for part in text:gmatch("[^%s/=?_,;&]+") do
    word = math.max(word, math.min(utf8.len(part) or #part, 13))
  end
  return word, utf8.len(text) or #text
end

function Table(t)
  local words, lengths = {}, {}
  local function note(rows)
    for _, row in ipairs(rows) do
      for i, cell in ipairs(row.cells) do
        local word, length = measure(cell)
        words[i] = math.max(words[i] or 1, word)
        lengths[i] = math.max(lengths[i] or 1, length)
      end
    end
  end
  note(t.head.rows)
  for _, body in ipairs(t.bodies) do
    note(body.body)
  end
  local least, wish, needed, wished = {}, {}, 0, 0
  for i = 1, #t.colspecs do
    least[i] = (words[i] or 1) + 3
    wish[i] = math.max(least[i], math.min(lengths[i] or 1, math.sqrt(lengths[i] or 1) * 3) + 3)
    needed, wished = needed + least[i], wished + wish[i]
  end
  local room = math.max(0, math.min(LINE, wished) - needed) / math.max(1, wished - needed)
  local sum, widths = 0, {}
  for i = 1, #t.colspecs do
    widths[i] = least[i] + (wish[i] - least[i]) * room
    sum = sum + widths[i]
  end
  for i, spec in ipairs(t.colspecs) do
    local side = spec[1] == pandoc.AlignDefault and pandoc.AlignLeft or spec[1]
    t.colspecs[i] = { side, widths[i] / sum }
  end
  return t
end

-- Contents (with page numbers in PDF), captions, small print, and pictures with their alternative text for readers who do not see them.

local styles = { annexed = "Image Caption", caption = "Image Caption", figure = "Captioned Figure", source = "Source", synthetic = "Synthetic" }

function Div(d)
  local class = d.classes[1]
  if FORMAT == "typst" and class == "contents" then
    return pandoc.RawBlock("typst", "#contents[" .. pandoc.utils.stringify(d.content[1]) .. "]")
  elseif FORMAT == "docx" and styles[class] then
    d.attributes["custom-style"] = styles[class]
    return d
  elseif FORMAT == "typst" and styles[class] then
    return { pandoc.RawBlock("typst", "#" .. (class == "figure" and "figure_" or class) .. "["), d, pandoc.RawBlock("typst", "]") }
  end
end

-- typst breaks lines at spaces only: let it break long words after their joints, and in any case before they leave the
-- page.

local JOINT = "[/=?_,;&]"

function Str(s)
  local length = utf8.len(s.text)
  if FORMAT ~= "typst" or not length or length <= 8 then
    return nil
  end
  local parts, from, run = {}, 1, 0
  for at, code in utf8.codes(s.text) do
    run = run + 1
    local next = at + #utf8.char(code)
    if next <= #s.text and (utf8.char(code):match(JOINT) or run == 24) then
      table.insert(parts, pandoc.Str(s.text:sub(from, next - 1)))
      table.insert(parts, pandoc.RawInline("typst", "#sym.zws;"))
      from, run = next, 0
    end
  end
  table.insert(parts, pandoc.Str(s.text:sub(from)))
  return parts
end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

function Math(formula)
  if FORMAT == "typst" then
    local written = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ formula }) }), "typst")
    return pandoc.RawInline("typst", "#[#set math.equation(alt: " .. quoted(formula.text) .. ")\n" .. written .. "]")
  end
end

local pictures = 0

function Image(image)
  if FORMAT == "typst" then
    pictures = pictures + 1
    local name = "figure-" .. pictures .. ".png"
    local kind, content = pandoc.mediabag.fetch(image.src)
    pandoc.mediabag.insert(name, kind, content)
    local alt = quoted(pandoc.utils.stringify(image.caption))
    return pandoc.RawInline("typst", '#image("media/' .. name .. '", width: 100%, alt: ' .. alt .. ")")
  end
end
