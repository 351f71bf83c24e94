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
    widths[i] = math.max(words[i] or 1, math.sqrt(lengths[i] or 1) * 2) + 3
    sum = sum + widths[i]
  end
  for i, spec in ipairs(t.colspecs) do
    local side = spec[1] == pandoc.AlignDefault and pandoc.AlignLeft or spec[1]
    t.colspecs[i] = { side, widths[i] / sum }
  end
  return t
end

-- Small print below tables and figures, and pictures with their alternative text for readers who do not see them.

local small = { source = true, synthetic = true }

function Div(d)
  if FORMAT == "typst" and d.classes[1] == "caption" then
    return { pandoc.RawBlock("typst", "#text(9pt, weight: \"bold\")["), d, pandoc.RawBlock("typst", "]") }
  end
  if FORMAT == "typst" and small[d.classes[1]] then
    return { pandoc.RawBlock("typst", "#text(8pt, fill: luma(90))["), d, pandoc.RawBlock("typst", "]") }
  end
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
