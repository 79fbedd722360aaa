--- What the filter and the shortcodes share: which tags and attributes exist, how a tag is written, and what an author is told.

local sibling = ...
local manifest = sibling('manifest.lua')()
local M = { manifest = manifest }

local stringify = pandoc.utils.stringify

--- Attributes that any HTML element may have.
local everywhere = {
  id = true,
  style = true,
  title = true,
  lang = true,
  dir = true,
  role = true,
  tabindex = true,
  hidden = true,
  translate = true,
}

local function is_global(name)
  return everywhere[name] or name:match('^data%-') or name:match('^aria%-')
end

--- A value that Quarto fills in later, such as `{{< meta nodes >}}`.
local shortcode = '{{<.->}}'

function M.warn(message)
  local text = '[reliability-tax] ' .. message
  if quarto and quarto.log and quarto.log.warning then
    quarto.log.warning(text)
  else
    io.stderr:write('WARNING ' .. text .. '\n')
  end
end

--- Whether the page being made can run the widgets.
function M.live()
  if quarto and quarto.doc and quarto.doc.is_format then
    return quarto.doc.is_format('html:js') and not quarto.doc.is_format('email')
  end
  return FORMAT:match('^html') ~= nil or FORMAT == 'revealjs'
end

local added = false

--- Asks for the bundle: once, under one name, only on pages that use a widget.
function M.require_bundle()
  if added or not (quarto and quarto.doc and quarto.doc.add_html_dependency) then
    return
  end
  added = true
  quarto.doc.add_html_dependency({
    name = 'reliability-tax',
    version = manifest.version,
    scripts = { { path = 'reliability-tax.js', attribs = { type = 'module' } } },
    stylesheets = { 'reliability-tax.css' },
  })
end

local entities =
  { ['&'] = '&amp;', ['"'] = '&quot;', ['<'] = '&lt;', ['>'] = '&gt;', ['$'] = '&#36;', ['\n'] = '&#10;', ['\r'] = '' }

local function escape(text)
  return (text:gsub('[&"<>$\n\r]', entities))
end

--- Escapes a value, but not the shortcodes in it: Quarto resolves those in raw HTML.
local function attribute_text(value)
  local out, from = {}, 1
  while true do
    local first, last = value:find(shortcode, from)
    out[#out + 1] = escape(value:sub(from, (first or 0) - 1))
    if not first then
      return table.concat(out)
    end
    out[#out + 1] = value:sub(first, last)
    from = last + 1
  end
end

--- Number of letters to insert, delete or replace to turn one word into the other.
local function distance(a, b)
  local row = {}
  for j = 0, #b do
    row[j] = j
  end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      diagonal, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, diagonal + cost)
    end
  end
  return row[#b]
end

local function nearest(word, candidates)
  local plain = word:gsub('_', '-'):gsub('(%l)(%u)', '%1-%2'):lower()
  local best, least
  for candidate in pairs(candidates) do
    local d = distance(plain, candidate)
    if not least or d < least or (d == least and candidate < best) then
      best, least = candidate, d
    end
  end
  return best, least
end

--- The tag that one of these classes names.
function M.tag_of(classes)
  for _, class in ipairs(classes) do
    if manifest.tags[class] then
      return class
    end
  end
end

--- Warns of a class that is almost a tag.
function M.check_class(classes)
  for _, class in ipairs(classes) do
    if #class > 7 and class:find('-', 1, true) then
      local near, d = nearest(class, manifest.tags)
      if d and d > 0 and d <= 2 then
        M.warn(('class "%s" is not a widget; did you mean "%s"?'):format(class, near))
      end
    end
  end
end

--- Warns of names of no input, in an attribute that names inputs.
local function check_names(tag, name, value)
  local inputs = { all = true, ['true'] = true, ['false'] = true }
  for attribute, field in pairs(manifest.tags[tag].attributes) do
    inputs[attribute] = field.input
  end
  for word in value:gmatch('[^%s,]+') do
    if not inputs[word] then
      M.warn(('%s="%s" on <%s> is not an input; the nearest is "%s"'):format(name, word, tag, (nearest(word, inputs))))
    end
  end
end

--- Says what is wrong with an attribute. Returns whether the element knows it.
local function check(tag, name, value)
  local field = manifest.tags[tag].attributes[name]
  if not field then
    M.warn(
      ('<%s> has no attribute "%s"; the nearest is "%s"'):format(
        tag,
        name,
        (nearest(name, manifest.tags[tag].attributes))
      )
    )
    return false
  end
  if field.choices and not value:find(shortcode) then
    local choice = value:match('^%s*(.-)%s*$')
    local allowed = {}
    for _, word in ipairs(field.choices) do
      allowed[word] = true
    end
    if not (allowed[choice] or (not field.exact and allowed[choice:lower()])) then
      local listed = #field.choices <= 8 and ' is not one of ' .. table.concat(field.choices, ', ') or ' is not known'
      M.warn(('%s="%s" on <%s>%s; the nearest is "%s"'):format(name, value, tag, listed, (nearest(choice, allowed))))
    end
  end
  if field.names and not value:find(shortcode) then
    check_names(tag, name, value)
  end
  return true
end

--- Whether an attribute belongs on the tag, not on the figure around it.
function M.belongs(tag, name)
  return manifest.tags[tag].attributes[name] ~= nil
end

--- Warns of every attribute the element does not know, and of every value it does not take.
function M.validate(tag, attributes)
  for _, pair in ipairs(attributes) do
    if not is_global(pair[1]) then
      check(tag, pair[1], pair[2])
    end
  end
end

--- The opening tag, from a list of {name, value} pairs. Attributes the element does not know are left out.
function M.open_tag(tag, attributes)
  local parts = { '<' .. tag }
  for _, pair in ipairs(attributes) do
    local name, value = pair[1], pair[2]
    if name:match('^[%a_][%w_.-]*$') and (is_global(name) or M.belongs(tag, name)) then
      parts[#parts + 1] = ('%s="%s"'):format(name, attribute_text(value))
    end
  end
  return table.concat(parts, ' ') .. '>'
end

function M.close_tag(tag)
  return '</' .. tag .. '>'
end

--- The Div's attributes in the order written.
function M.attribute_pairs(element)
  local list = {}
  if element.identifier and element.identifier ~= '' then
    list[1] = { 'id', element.identifier }
  end
  for name, value in pairs(element.attributes) do
    list[#list + 1] = { name, value }
  end
  return list
end

--- A fallback image is not enlarged by a lightbox, and not stretched out of the widget on a slide.
local function quiet_images(blocks)
  local slides = quarto and quarto.doc and quarto.doc.is_format and quarto.doc.is_format('revealjs')
  return pandoc.Div(blocks):walk({
    Image = function(image)
      image.classes:insert('nolightbox')
      if slides then
        image.classes:insert('nostretch')
      end
      return image
    end,
  }).content
end

--- The live tag around the fallback: one block, whatever surrounds it, so that layouts count it as one cell.
function M.live_block(tag, attributes, fallback, classes)
  M.require_bundle()
  local open, close = M.open_tag(tag, attributes), M.close_tag(tag)
  local blocks = pandoc.List({ pandoc.RawBlock('html', #fallback == 0 and open .. close or open) })
  if #fallback > 0 then
    blocks:extend(quiet_images(fallback))
    blocks:insert(pandoc.RawBlock('html', close))
  end
  local all = pandoc.List({ 'reliability-tax' })
  all:extend(classes or {})
  return pandoc.Div(blocks, pandoc.Attr('', all))
end

--- The same within a line.
function M.live_inlines(tag, attributes, fallback)
  M.require_bundle()
  local inlines = pandoc.List({ pandoc.RawInline('html', M.open_tag(tag, attributes)) })
  inlines:extend(fallback)
  inlines:insert(pandoc.RawInline('html', M.close_tag(tag)))
  return inlines
end

--- What keeps the id and the classes of a widget in print: a link to it still has somewhere to go.
local function kept(attributes, classes)
  local id = ''
  for _, pair in ipairs(attributes) do
    if pair[1] == 'id' then
      id = pair[2]
    end
  end
  return (id ~= '' or #classes > 0) and pandoc.Attr(id, classes) or nil
end

--- The author's content where no script runs; as one block if it has an id or classes, or if a layout counts it as a cell.
function M.still_blocks(attributes, content, classes, in_cell)
  local attr = kept(attributes, classes)
  if attr or (in_cell and #content > 1) then
    return pandoc.Blocks({ pandoc.Div(content, attr) })
  end
  return pandoc.Blocks(content)
end

--- The same within a line.
function M.still_inlines(attributes, content, classes)
  local attr = kept(attributes, classes)
  return pandoc.Inlines(attr and { pandoc.Span(content, attr) } or content)
end

local function text_of(value)
  if value == nil then
    return nil
  end
  local kind = pandoc.utils.type(value)
  local text = (kind == 'table' or kind == 'boolean') and '' or stringify(value)
  return text ~= '' and text or nil
end

local function entry(table_like, key)
  if table_like == nil or (type(table_like) ~= 'table' and type(table_like) ~= 'userdata') then
    return nil
  end
  local ok, value = pcall(function()
    return table_like[key]
  end)
  return ok and value or nil
end

--- Address of the page where the widget is live, as far as the metadata tell it.
function M.live_address(meta)
  local exact = text_of(entry(meta, 'rt-live-url'))
  if exact then
    return exact
  end
  local website, book = entry(meta, 'website'), entry(meta, 'book')
  local site = text_of(entry(meta, 'site-url'))
    or text_of(entry(website, 'site-url'))
    or text_of(entry(book, 'site-url'))
  if not site then
    return nil
  end
  site = site:gsub('/*$', '/')
  local root = quarto and quarto.project and quarto.project.directory
  local input = quarto and quarto.doc and quarto.doc.input_file
  if book or not root or not input then
    return site
  end
  local ok, path = pcall(pandoc.path.make_relative, input, root)
  if not ok or pandoc.path.is_absolute(path) or path:find('..', 1, true) then
    return site
  end
  return site .. path:gsub('\\', '/'):gsub('%.%w+$', '.html')
end

--- What stands in print where the author gave nothing to stand there.
function M.pointer(tag, address)
  M.warn(
    ('<%s> has no fallback content: readers of %s see only a pointer to the live version. Put a figure or table inside it.'):format(
      tag,
      FORMAT
    )
  )
  local words = pandoc.List({})
  local function say(text)
    for word in text:gmatch('%S+') do
      if #words > 0 then
        words:insert(pandoc.Space())
      end
      words:insert(pandoc.Str(word))
    end
  end
  say(
    address and 'This figure is interactive. Its live version is at'
      or 'This figure is interactive. It needs the web version of this page.'
  )
  if address then
    words:extend({ pandoc.Space(), pandoc.Link({ pandoc.Str(address) }, address), pandoc.Str('.') })
  end
  return words
end

return M
