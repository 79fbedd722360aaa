--- Turns `::: {.young-daly-curve …}` into the live element where a script can run, and into its own content elsewhere.

--- A file of this extension, as a function. Quarto knows where it is; plain pandoc knows where the filter is.
local function sibling(name)
  if quarto and quarto.utils and quarto.utils.resolve_path then
    return assert(loadfile(quarto.utils.resolve_path(name)))
  end
  return assert(loadfile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), name })))
end

local widgets = sibling('widgets.lua')(sibling)

--- Set by the first pass on a widget that is one cell of a layout.
local cell_mark = 'reliability-tax-cell'
local address

local function is_widget(block)
  return block.t == 'Div' and widgets.tag_of(block.classes) ~= nil
end

local function other_classes(classes, tag)
  local rest = pandoc.List({})
  for _, class in ipairs(classes) do
    if class ~= tag then
      rest:insert(class)
    end
  end
  return rest
end

local function is_reference(id)
  return id ~= nil and (id:match('^fig%-') or id:match('^tbl%-')) ~= nil
end

--- An id inside the widget is gone once the widget is live, and with it every reference to the figure.
local function check_ids(tag, content)
  local function look(element)
    local id = element.identifier
    local is_float = element.attributes['__quarto_custom_type'] == 'FloatRefTarget'
    if is_float or is_reference(id) then
      widgets.warn(
        ('%s is inside <%s>, where references to it break; put the id on a Div around the widget'):format(
          is_float and 'a figure with an id' or '"' .. id .. '"',
          tag
        )
      )
    end
  end
  local handlers = { Image = look, Table = look, Figure = look, Div = look }
  if not pandoc.Figure then
    handlers.Figure = nil
  end
  pandoc.Div(content):walk(handlers)
end

--- Whether an attribute of a figure written as one Div is the figure's own. Every other is the widget's, misspelt or not.
local function is_figures(tag, name)
  return not widgets.belongs(tag, name)
    and (name:match('^fig%-') or name:match('^tbl%-') or name:match('^layout') or name == 'cap-location')
end

--- `::: {#fig-x .young-daly-curve}`: the figure keeps id and caption, the widget becomes its content.
local function split_figure(div, tag)
  local content = pandoc.List(div.content)
  local caption
  local last = content[#content]
  if last and last.t == 'Para' and not (#last.content == 1 and last.content[1].t == 'Image') then
    caption = content:remove()
  end
  local inner, outer = {}, {}
  for name, value in pairs(div.attributes) do
    local to = is_figures(tag, name) and outer or inner
    to[#to + 1] = { name, value }
  end
  local blocks = pandoc.List({ pandoc.Div(content, pandoc.Attr('', { tag }, inner)) })
  if caption then
    blocks:insert(caption)
  end
  return pandoc.Div(blocks, pandoc.Attr(div.identifier, other_classes(div.classes, tag), outer))
end

local function mark_cells(div)
  local layout = false
  for name in pairs(div.attributes) do
    if name:match('^layout') then
      layout = true
    end
  end
  if not layout then
    return nil
  end
  for _, block in ipairs(div.content) do
    if is_widget(block) then
      block.attributes[cell_mark] = 'true'
    end
  end
  return div
end

local function prepare(div)
  local tag = widgets.tag_of(div.classes)
  if tag and is_reference(div.identifier) then
    return split_figure(div, tag)
  end
  return mark_cells(div)
end

--- The widget, or what the author put in it.
local function convert(tag, attributes, content, classes, in_cell)
  widgets.validate(tag, attributes)
  if widgets.live() then
    check_ids(tag, content)
    return pandoc.Blocks({ widgets.live_block(tag, attributes, content, classes) })
  end
  if #content == 0 then
    content = { pandoc.Para(widgets.pointer(tag, address)) }
  end
  return widgets.still_blocks(attributes, content, classes, in_cell)
end

local function convert_div(div)
  local tag = widgets.tag_of(div.classes)
  if not tag then
    widgets.check_class(div.classes)
    return nil
  end
  local in_cell = div.attributes[cell_mark] ~= nil
  div.attributes[cell_mark] = nil
  return convert(tag, widgets.attribute_pairs(div), div.content, other_classes(div.classes, tag), in_cell)
end

local function convert_span(span)
  local tag = widgets.tag_of(span.classes)
  if not tag then
    widgets.check_class(span.classes)
    return nil
  end
  local classes = other_classes(span.classes, tag)
  local attributes = widgets.attribute_pairs(span)
  widgets.validate(tag, attributes)
  if not widgets.live() then
    return widgets.still_inlines(attributes, span.content, classes)
  end
  local inlines = widgets.live_inlines(tag, attributes, span.content)
  if #classes > 0 then
    return pandoc.Span(inlines, pandoc.Attr('', classes))
  end
  return inlines
end

local function as_blocks(content)
  local kind = pandoc.utils.type(content)
  if kind == 'Block' then
    return { content }
  end
  if kind == 'Inline' then
    return { pandoc.Plain({ content }) }
  end
  if kind == 'Inlines' then
    return { pandoc.Plain(content) }
  end
  return content
end

--- The attributes of a lone image: Quarto copies them to the figure around it.
local function merged_attributes(content)
  local names = {}
  if pandoc.utils.type(content) == 'Inline' and content.t == 'Image' then
    for name in pairs(content.attributes) do
      names[name] = true
    end
  end
  return names
end

--- The same single-Div form where Quarto (1.4 and later) has already made the figure its own node.
local function convert_float(float)
  local tag = widgets.tag_of(float.classes or {})
  if not tag then
    widgets.check_class(float.classes or {})
    return nil
  end
  local attributes, names = {}, {}
  local images = merged_attributes(float.content)
  for name in pairs(float.attributes or {}) do
    if type(name) == 'string' and not images[name] and not is_figures(tag, name) then
      names[#names + 1] = name
    end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    attributes[#attributes + 1] = { name, float.attributes[name] }
    float.attributes[name] = nil
  end
  float.classes = other_classes(float.classes, tag)
  float.content = convert(tag, attributes, as_blocks(float.content), {}, true)
  return float
end

return {
  {
    Meta = function(meta)
      address = widgets.live_address(meta)
    end,
  },
  { Div = prepare },
  { Div = convert_div, Span = convert_span, FloatRefTarget = convert_float },
}
