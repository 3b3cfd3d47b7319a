import CPNG

/// Pixels to the bytes of a PNG file, by libpng's simplified interface.
enum PNGEncoder {
  /// Encodes a canvas as 8-bit RGB.
  ///
  /// libpng's fast setting is fixed: no row filter, which suits flat colours, and a low level of
  /// compression.
  static func encode(_ canvas: Canvas) throws(FigureError) -> [UInt8] {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(canvas.width)
    image.height = png_uint_32(canvas.height)
    image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
    image.flags = png_uint_32(PNG_IMAGE_FLAG_FAST)
    defer { png_image_free(&image) }
    // More than deflate ever needs, so that one pass both measures and writes.
    var count = canvas.pixels.count + canvas.pixels.count / 64 + canvas.height + 4096
    var bytes = [UInt8](repeating: 0, count: count)
    let done = png_image_write_to_memory(
      &image, &bytes, &count, 0, canvas.pixels, png_int_32(3 * canvas.width), nil)
    guard done != 0 else {
      throw FigureError(
        code: .encoder, width: canvas.width, height: canvas.height, message: message(of: image))
    }
    return Array(bytes.prefix(count))
  }

  private static func message(of image: png_image) -> String {
    withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
