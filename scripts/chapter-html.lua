--- For `chapter-html.mjs`: what Quarto does to figures and references, as far as the example chapter needs it.

local numbers, count = {}, 0

local function caption_last(div)
  if not div.identifier:match('^fig%-') then
    return nil
  end
  count = count + 1
  numbers[div.identifier] = count
  local blocks = div.content
  local caption = blocks:remove()
  local prefix = pandoc.Inlines({ pandoc.Str('Figure ' .. count .. ': ') })
  prefix:extend(caption.content)
  blocks:insert(1, pandoc.RawBlock('html', '<figure id="' .. div.identifier .. '">'))
  blocks:insert(pandoc.RawBlock('html', '<figcaption>'))
  blocks:insert(pandoc.Plain(prefix))
  blocks:insert(pandoc.RawBlock('html', '</figcaption>\n</figure>'))
  return blocks
end

local function reference(cite)
  local number = numbers[cite.citations[1].id]
  if number then
    return pandoc.Link('Figure ' .. number, '#' .. cite.citations[1].id)
  end
end

--- A wide table scrolls in its own box, which the keyboard can reach.
local tables = 0
local function scrolling(tbl)
  tables = tables + 1
  return {
    pandoc.RawBlock('html', '<div class="scroll" tabindex="0" role="region" aria-label="Table ' .. tables .. '">'),
    tbl,
    pandoc.RawBlock('html', '</div>'),
  }
end

return { { Div = caption_last }, { Cite = reference, Table = scrolling } }
