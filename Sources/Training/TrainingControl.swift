/// What a trainer is told while a run is on.
public enum TrainingControl: Sendable {
  /// Go on.
  case proceed
  /// Save, and stop.
  case save
  /// Stop without writing anything more: nobody is there to hear of it.
  case abandon
}
