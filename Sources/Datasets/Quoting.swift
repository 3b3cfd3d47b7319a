extension String {
  /// Text of unknown origin for a message: in quotes, escaped, cut after 40 characters.
  var quoted: String {
    count <= 40 ? debugDescription : (prefix(40) + "...").debugDescription
  }
}
