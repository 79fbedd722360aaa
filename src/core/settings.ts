/** What was set by hand: attribute values in SI, by property name. */
export type Settings = Readonly<Record<string, number | string>>;

/** Those of some settings that are set. */
export const pickSet = (settings: Settings, keys: readonly string[]): Settings =>
  Object.fromEntries(keys.filter((key) => settings[key] !== undefined).map((key) => [key, settings[key]]));
