--- Stands in for Quarto around the extension's filter: the API it calls, as Quarto answers it, told on stderr.
--- `.shortcode-call` Divs and Spans call a shortcode after the filter, as Quarto does; `.float-call` Divs are figures as Quarto 1.4 sees them.

local extension = os.getenv('EXTENSION')

local function tell(kind, text)
  io.stderr:write(kind .. ' ' .. text .. '\n')
end

local function is_epub()
  return FORMAT:match('^epub') ~= nil
end
local function is_html()
  return FORMAT:match('^html') ~= nil or FORMAT == 'revealjs' or is_epub()
end

quarto = {
  log = {
    warning = function(...)
      tell('WARNING', table.concat({ ... }, ' '))
    end,
  },
  utils = {
    resolve_path = function(path)
      return pandoc.path.join({ extension, path })
    end,
  },
  project = { directory = '/book' },
  doc = {
    input_file = '/book/parts/faults.qmd',
    is_format = function(name)
      if name == 'html:js' then
        return is_html() and not is_epub()
      end
      if name == 'html' then
        return is_html()
      end
      return FORMAT == name
    end,
    add_html_dependency = function(it)
      local script = it.scripts[1]
      tell(
        'DEPENDENCY',
        table.concat({ it.name, it.version, script.path, script.attribs.type, it.stylesheets[1] }, ' ')
      )
    end,
  },
}

local filters = dofile(extension .. '/reliability-tax.lua')
local shortcodes = dofile(extension .. '/shortcodes.lua')

local meta = {}

--- Unset arguments are empty inlines; a value that starts with "inlines:" is what a nested shortcode gives.
local function call(element, context)
  local kwargs = setmetatable({}, {
    __index = function()
      return pandoc.Inlines({})
    end,
  })
  local args = pandoc.List({})
  if element.identifier ~= '' then
    kwargs.id = element.identifier
  end
  for name, value in pairs(element.attributes) do
    local nested = value:match('^inlines:(.*)$')
    if name == 'args' then
      args:insert(value)
    elseif name ~= 'name' then
      kwargs[name] = nested and pandoc.Inlines({ pandoc.Str(nested) }) or value
    end
  end
  return shortcodes[element.attributes.name](args, kwargs, meta, {}, context)
end

local function find_float_handler()
  for _, filter in ipairs(filters) do
    if filter.FloatRefTarget then
      return filter.FloatRefTarget
    end
  end
end

--- As Quarto makes the figure: a lone image is its content, and gives it its attributes and classes.
local function float_of(div)
  local float = {
    identifier = div.identifier,
    content = div.content,
    attributes = {},
    classes = div.classes:filter(function(class)
      return class ~= 'float-call'
    end),
  }
  for name, value in pairs(div.attributes) do
    float.attributes[name] = value
  end
  local only = #div.content == 1 and div.content[1].t == 'Para' and div.content[1].content[1]
  if only and only.t == 'Image' then
    float.content = only
    float.classes:extend(only.classes)
    for name, value in pairs(only.attributes) do
      if name ~= 'width' and name ~= 'height' then
        float.attributes[name] = value
      end
    end
  end
  return float
end

--- The filter's Div handlers must not see a figure that is no Div any more.
local floats = {}
table.insert(filters, 2, {
  Div = function(div)
    if not div.classes:includes('float-call') then
      return nil
    end
    floats[#floats + 1] = float_of(div)
    return pandoc.Div({}, pandoc.Attr('', { 'float-place' }, { number = tostring(#floats) }))
  end,
})
filters[#filters + 1] = {
  Div = function(div)
    if not div.classes:includes('float-place') then
      return nil
    end
    local float = floats[tonumber(div.attributes.number)]
    float = find_float_handler()(float) or float
    return pandoc.Div(float.content, pandoc.Attr(float.identifier, float.classes, float.attributes))
  end,
}

filters[#filters + 1] = {
  Meta = function(it)
    meta = it
  end,
}
filters[#filters + 1] = {
  Div = function(div)
    if div.classes:includes('shortcode-call') then
      return call(div, 'block')
    end
    if div.classes:includes('shortcode-call-1-4') then
      return call(div, nil)
    end
  end,
  Span = function(span)
    if span.classes:includes('shortcode-call') then
      return call(span, 'inline')
    end
    if span.classes:includes('shortcode-call-1-4') then
      return pandoc.utils.blocks_to_inlines(call(span, nil), { pandoc.Space() })
    end
  end,
}
return filters
