/// A setting that takes several values, one after the other.
public struct Axis: Hashable, Sendable {
  /// The setting.
  public let setting: Setting
  /// Its values, at least two, all different, in the spec's order.
  public let values: [SettingValue]

  /// Makes an axis.
  public init(_ setting: Setting, _ values: [SettingValue]) {
    self.setting = setting
    self.values = values
  }
}
