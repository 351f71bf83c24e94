-- Give each column of a table a share of the width that follows its longest words and its longest cell,
-- so that PDF and Word wrap long text and keep numbers on one line.

local function measure(cell)
  local text = pandoc.utils.stringify(cell.contents)
  local word = 0
  for part in text:gmatch("[^%s/=?_.-]+") do
    word = math.max(word, math.min(utf8.len(part) or #part, 16))
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
  local sum, widths = 0, {}
  for i = 1, #t.colspecs do
    widths[i] = math.max(words[i] or 1, math.min(lengths[i] or 1, math.sqrt(lengths[i] or 1) * 3)) + 2
    sum = sum + widths[i]
  end
  for i, spec in ipairs(t.colspecs) do
    local side = spec[1] == pandoc.AlignDefault and pandoc.AlignLeft or spec[1]
    t.colspecs[i] = { side, widths[i] / sum }
  end
  return t
end

-- Captions, small print, and pictures with their alternative text for readers who do not see them.

local styles = { caption = "Image Caption", figure = "Captioned Figure", source = "Source", synthetic = "Synthetic" }

function Div(d)
  local class = d.classes[1]
  if FORMAT == "docx" and styles[class] then
    d.attributes["custom-style"] = styles[class]
    return d
  elseif FORMAT == "typst" and styles[class] then
    return { pandoc.RawBlock("typst", "#" .. (class == "figure" and "figure_" or class) .. "["), d, pandoc.RawBlock("typst", "]") }
  end
end

-- typst breaks lines at spaces only: let it break words that nobody would write, so that none leaves the page.

local LONGEST = 24

function Str(s)
  local length = utf8.len(s.text)
  if FORMAT ~= "typst" or not length or length <= LONGEST then
    return nil
  end
  local parts = {}
  for start = 1, length, LONGEST do
    local stop = utf8.offset(s.text, math.min(start + LONGEST, length + 1))
    table.insert(parts, pandoc.Str(s.text:sub(utf8.offset(s.text, start), stop - 1)))
    table.insert(parts, pandoc.RawInline("typst", "#sym.zws;"))
  end
  return parts
end

local pictures = 0

function Image(image)
  if FORMAT == "typst" then
    pictures = pictures + 1
    local name = "figure-" .. pictures .. ".png"
    local kind, content = pandoc.mediabag.fetch(image.src)
    pandoc.mediabag.insert(name, kind, content)
    local alt = pandoc.utils.stringify(image.caption):gsub("\\", "\\\\"):gsub('"', '\\"')
    return pandoc.RawInline("typst", '#image("media/' .. name .. '", width: 100%, alt: "' .. alt .. '")')
  end
end
