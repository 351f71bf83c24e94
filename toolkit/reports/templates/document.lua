-- Share the width of a table among its columns, so that PDF and Word wrap long text and nothing else: each column gets
-- at least its longest word and at most its longest cell, in between a share that follows its usual cell.

local LINE = 115 -- characters of small print on a line
local TURNED = 172 -- the same on a page turned on its side
local WHOLE = 14 -- lines of a table that is kept on one page

local function measure(cell)
  local text = pandoc.utils.stringify(cell.contents)
  local word = 0
  for part in text:gmatch("[^%s/=?_,;&]+") do
    word = math.max(word, math.min(utf8.len(part) or #part, 20))
  end
  return word, utf8.len(text) or #text
end

local function rows_of(t)
  local rows = pandoc.List({})
  rows:extend(t.head.rows)
  for _, body in ipairs(t.bodies) do
    rows:extend(body.body)
  end
  return rows
end

-- The least, the usual (root of the mean square) and the greatest length of the cells of each column.
local function lengths_of(t)
  local rows, columns = rows_of(t), {}
  for i = 1, #t.colspecs do
    local least, squares, greatest = 1, 0, 1
    for at, row in ipairs(rows) do
      local word, length = measure(row.cells[i])
      word = at == 1 and word * 1.15 or word -- the head is in bold
      least, squares, greatest = math.max(least, word), squares + length ^ 2, math.max(greatest, length)
    end
    columns[i] = { least = least + 3, usual = math.sqrt(squares / #rows) + 3, greatest = greatest + 3 }
  end
  return columns
end

local function widths_at(columns, share)
  local widths, sum = {}, 0
  for i, column in ipairs(columns) do
    widths[i] = math.max(column.least, math.min(column.greatest, share * column.usual))
    sum = sum + widths[i]
  end
  return widths, sum
end

local function line_of(t)
  return tonumber(t.attributes.line) or LINE
end

local function widths_of(t)
  local columns, low, high = lengths_of(t), 0, 100
  for _ = 1, 40 do
    local share = (low + high) / 2
    local _, sum = widths_at(columns, share)
    if sum > line_of(t) then high = share else low = share end
  end
  return widths_at(columns, low)
end

-- Lines that the rows of a table take.
local function lines_of(t, widths, sum)
  local lines = 0
  for _, row in ipairs(rows_of(t)) do
    local most = 1
    for i, cell in ipairs(row.cells) do
      local _, length = measure(cell)
      most = math.max(most, math.ceil(length / (widths[i] / sum * math.max(sum, line_of(t)))))
    end
    lines = lines + most
  end
  return lines
end

-- Word keeps a paragraph with the next where its style says so: the head of a table with its first two rows, the last two
-- rows together, and all rows of a short table.
local function kept(rows, all)
  for at, row in ipairs(rows) do
    if all or at == 1 or at == #rows - 1 then
      local cells = row.cells
      for _, cell in ipairs(cells) do
        local words = pandoc.Para(pandoc.utils.blocks_to_inlines(cell.contents))
        cell.contents = { pandoc.Div(words, pandoc.Attr("", {}, { ["custom-style"] = "Table Kept" })) }
      end
      rows[at].cells = cells
    end
  end
  return rows
end

-- Long tables go on pages turned on their side where that saves a good part of their lines.

local SAVED = 0.3
local SECTION = '<w:p><w:pPr><w:pStyle w:val="Running"/><w:sectPr w:rsidSect="%s"/></w:pPr></w:p>'
local SIDES = { typst = { "#page(flipped: true)[", "]" }, openxml = { SECTION:format("before"), SECTION:format("turned") } }

local function annex(d)
  if d.classes[1] ~= "annex" then
    return nil
  end
  local upright, turned = 0, 0
  d:walk({ Table = function(t)
    upright = upright + lines_of(t, widths_of(t))
    t.attributes.line = TURNED
    turned = turned + lines_of(t, widths_of(t))
  end })
  if turned > (1 - SAVED) * upright then
    return d.content
  end
  local content = d:walk({ Table = function(t)
    t.attributes.line = TURNED
    return t
  end }).content
  local format = FORMAT == "docx" and "openxml" or FORMAT
  content:insert(1, pandoc.RawBlock(format, SIDES[format][1]))
  content:insert(pandoc.RawBlock(format, SIDES[format][2]))
  return content
end

local function fitted(t)
  local widths, sum = widths_of(t)
  local whole = lines_of(t, widths, sum) <= WHOLE
  for i, spec in ipairs(t.colspecs) do
    local side = spec[1] == pandoc.AlignDefault and pandoc.AlignLeft or spec[1]
    t.colspecs[i] = { side, widths[i] / sum }
  end
  if FORMAT == "docx" then
    local head, bodies = t.head, t.bodies
    head.rows = kept(head.rows, true)
    bodies[1].body = kept(bodies[1].body, whole)
    t.head, t.bodies = head, bodies
  end
  t.attributes.whole = whole and "yes" or nil
  t.attributes.tight = sum > line_of(t) + 1 and "yes" or nil
  return t
end

-- Contents (with page numbers in PDF), captions, small print, and pictures with their alternative text for readers who do not see them.

local styles = { annexed = "Image Caption", caption = "Image Caption", picture = "Captioned Figure", source = "Source", synthetic = "Synthetic" }

local TALL = 0.6 -- height of a picture, in widths, from which text may pass before it
local tall = {}

local function typst_function(d)
  if d.classes[1] == "figure" then
    local number = pandoc.write(pandoc.Pandoc(d.content), "typst"):match("figure%-(%d+)%.png")
    return tall[tonumber(number)] and "floating" or "whole"
  elseif d.classes[1] == "table" then
    local marks = d.content[1].attributes
    return (marks.tight and "tight[#" or "") .. (marks.whole and "whole" or "long"), marks.tight and "]]" or "]"
  end
  return styles[d.classes[1]] and d.classes[1]
end

local function placed(d)
  local class = d.classes[1]
  if FORMAT == "typst" and class == "contents" then
    return pandoc.RawBlock("typst", "#contents[" .. pandoc.utils.stringify(d.content[1]) .. "]")
  elseif FORMAT == "docx" and styles[class] then
    d.attributes["custom-style"] = styles[class]
    return d
  elseif FORMAT == "typst" and typst_function(d) then
    local name, close = typst_function(d)
    return { pandoc.RawBlock("typst", "#" .. name .. "["), d, pandoc.RawBlock("typst", close or "]") }
  end
end

-- What ends in a colon stays with what it announces.

local function announced(p)
  local last = p.content[#p.content]
  if last and last.t == "Str" and last.text:match(":$") then
    if FORMAT == "docx" then
      return pandoc.Div(p, pandoc.Attr("", {}, { ["custom-style"] = "Body Kept" }))
    elseif FORMAT == "typst" then
      return { pandoc.RawBlock("typst", "#announcing["), p, pandoc.RawBlock("typst", "]") }
    end
  end
end

-- typst breaks lines at spaces only: let it break long words after their joints, and in any case before they leave the
-- page.

local JOINT = "[/=?_,;&]"

local function broken(s)
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

local function spoken(formula)
  if FORMAT == "typst" then
    local written = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ formula }) }), "typst")
    return pandoc.RawInline("typst", "#[#set math.equation(alt: " .. quoted(formula.text) .. ")\n" .. written .. "]")
  end
end

local pictures = 0

local function pictured(image)
  if FORMAT == "typst" then
    pictures = pictures + 1
    local name = "figure-" .. pictures .. ".png"
    local kind, content = pandoc.mediabag.fetch(image.src)
    local width, height = string.unpack(">I4I4", content, 17)
    tall[pictures] = height > TALL * width
    pandoc.mediabag.insert(name, kind, content)
    local alt = quoted(pandoc.utils.stringify(image.caption))
    return pandoc.RawInline("typst", '#image("media/' .. name .. '", width: 100%, alt: ' .. alt .. ")")
  end
end

return {
  { Div = annex },
  { Table = fitted, Div = placed, Para = announced, Str = broken, Math = spoken, Image = pictured },
}
