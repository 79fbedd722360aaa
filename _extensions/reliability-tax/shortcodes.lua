--- `{{< young-daly-curve nodes=2048 write-time="2 min" fallback="curve.svg" alt="…" >}}`

--- A file of this extension, as a function. Quarto knows where it is; plain pandoc knows where the filter is.
local function sibling(name)
  if quarto and quarto.utils and quarto.utils.resolve_path then
    return assert(loadfile(quarto.utils.resolve_path(name)))
  end
  return assert(loadfile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), name })))
end

local widgets = sibling('widgets.lua')(sibling)

--- A value as text: a string, or inlines when another shortcode made it.
local function text(value)
  if value == nil then
    return ''
  end
  if type(value) == 'string' then
    return value
  end
  if type(value) == 'number' or type(value) == 'boolean' then
    return tostring(value)
  end
  local raw = {}
  local kind = pandoc.utils.type(value)
  for _, item in ipairs(kind == 'Inline' and { value } or value) do
    raw[#raw + 1] = (type(item) == 'string' and item)
      or (item.t == 'RawInline' and item.text)
      or pandoc.utils.stringify(item)
  end
  return table.concat(raw)
end

local function handler(tag)
  return function(args, kwargs, meta, _, context)
    local attributes, names = {}, {}
    for name in pairs(kwargs) do
      if name ~= 'fallback' and name ~= 'alt' then
        names[#names + 1] = name
      end
    end
    table.sort(names)
    for _, name in ipairs(names) do
      attributes[#attributes + 1] = { name, text(kwargs[name]) }
    end
    for _, arg in ipairs(args) do
      local word = text(arg)
      if widgets.belongs(tag, word) then
        attributes[#attributes + 1] = { word, '' }
      else
        widgets.warn(('"%s" in the shortcode %s has no "="; write name="value"'):format(word, tag))
      end
    end
    widgets.validate(tag, attributes)

    local source, alt = text(kwargs['fallback']), text(kwargs['alt'])
    if #alt > 250 then
      widgets.warn(('the alt text of <%s> has more than 250 characters'):format(tag))
    end
    if context == 'text' then
      return alt
    end
    local fallback = pandoc.List({})
    if source ~= '' then
      if alt == '' then
        widgets.warn(('<%s fallback="%s"> has no alt text'):format(tag, source))
      end
      fallback:insert(pandoc.Image(alt ~= '' and { pandoc.Str(alt) } or {}, source))
    end
    local live = widgets.live()
    if not live and #fallback == 0 then
      fallback = widgets.pointer(tag, widgets.live_address(meta))
    end
    if context == 'inline' then
      return live and pandoc.Inlines(widgets.live_inlines(tag, attributes, fallback))
        or widgets.still_inlines(attributes, fallback, {})
    end
    local blocks = #fallback == 0 and {} or { pandoc.Plain(fallback) }
    return live and pandoc.Blocks({ widgets.live_block(tag, attributes, blocks) })
      or widgets.still_blocks(attributes, blocks, {})
  end
end

local handlers = {}
for tag, about in pairs(widgets.manifest.tags) do
  if not about.inline then
    handlers[tag] = handler(tag)
  end
end
return handlers
