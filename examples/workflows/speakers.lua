-- Keeps turns, speakers and stage directions where a format has no attributes: in LaTeX and Typst a turn is an environment or
-- a function with the ids and the label of its speakers, and a direction a command, all of which a template may define anew.
--
--     docconv convert talk.txt -o - -t pandoc | pandoc -f json --lua-filter speakers.lua -s -o talk.tex

local LATEX = [[
\providecommand{\speaker}[1]{\textsc{#1}}
\providecommand{\direction}[1]{\textit{#1}}
\makeatletter
\@ifundefined{speakerturn}{\newenvironment{speakerturn}[2]{\par}{\par}}{}
\makeatother
]]

local TYPST = [[
#let speaker(words) = smallcaps(words)
#let direction(words) = emph(words)
#let turn(speakers: (), label: "", words) = block(words)
]]

local is_typst = FORMAT == "typst"
if not is_typst and FORMAT ~= "latex" then
  return {}
end

local function block(text)
  return pandoc.RawBlock(FORMAT, text)
end

-- A string of Typst, or an argument of LaTeX without what commands are made of.
local function quoted(text)
  if is_typst then
    return '"' .. text:gsub('[\\"]', "\\%0") .. '"'
  end
  return pandoc.write(pandoc.Pandoc({ pandoc.Plain({ pandoc.Str(text) }) }), "latex"):gsub("\n", " ")
end

local function turn(div)
  if not div.classes:includes("turn") then
    return nil
  end
  local ids, label = div.attributes.speakers or "", quoted(div.attributes.label or "")
  local before, after = "\\begin{speakerturn}{" .. ids:gsub(" ", ",") .. "}{" .. label .. "}", "\\end{speakerturn}"
  if is_typst then
    local quotes = ids:gsub("%S+", '"%0",'):gsub(" ", "")
    before, after = "#turn(speakers: (" .. quotes .. "), label: " .. label .. ")[", "]"
  end
  div.content:insert(1, block(before))
  div.content:insert(block(after))
  return div
end

local function command(span)
  local name = span.classes:includes("label") and "speaker" or span.classes:includes("stage") and "direction"
  if not name then
    return nil
  end
  local before, after = "\\" .. name .. "{", "}"
  if is_typst then
    before, after = "#" .. name .. "[", "]"
  end
  span.content:insert(1, pandoc.RawInline(FORMAT, before))
  span.content:insert(pandoc.RawInline(FORMAT, after))
  return span
end

local function defined(document)
  local header = document.meta["header-includes"]
  local all = pandoc.MetaBlocks({ block(is_typst and TYPST or LATEX) })
  document.meta["header-includes"] = header and pandoc.MetaList({ header, all }) or all
  return document
end

return { { Div = turn, Span = command, Pandoc = defined } }
