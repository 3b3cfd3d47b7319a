import CPNG

/// Pixels read back from a PNG file by libpng.
struct DecodedImage: Equatable {
  let width: Int
  let height: Int
  /// Red, green, blue, row by row.
  let pixels: [UInt8]

  /// `nil` where libpng refuses the bytes.
  init?(png bytes: [UInt8]) {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    // libpng keeps the address between its two calls.
    let pixels = bytes.withUnsafeBufferPointer { Self.pixels(&image, $0) }
    guard let pixels else { return nil }
    (width, height, self.pixels) = (Int(image.width), Int(image.height), pixels)
  }

  private static func pixels(
    _ image: inout png_image, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [UInt8]? {
    guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
      return nil
    }
    image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
    var pixels = [UInt8](repeating: 0, count: Int(3 * image.width * image.height))
    return png_image_finish_read(&image, nil, &pixels, 0, nil) != 0 ? pixels : nil
  }
}
