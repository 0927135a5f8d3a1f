package dev.gander.adapters.mcp.developer.image;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.awt.Rectangle;

/// The requested part of a picture, in pixels from its top left corner.
record Crop(int x, int y, int width, int height) {

  /// @throws InvalidShape if it is not `{x, y, width, height}` with whole numbers from 0 on
  static Crop read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new Crop(
        fields.required("x", Crop::pixels),
        fields.required("y", Crop::pixels),
        fields.required("width", Crop::pixels),
        fields.required("height", Crop::pixels));
  }

  private static int pixels(Json json) {
    return Math.toIntExact(Math.min(JsonFields.asUnsigned(json), Integer.MAX_VALUE));
  }

  void checkInside(int pictureWidth, int pictureHeight) {
    if (width == 0 || height == 0) {
      throw new ImageProblem("crop width and height must be greater than 0");
    }
    if ((long) x + width > pictureWidth || (long) y + height > pictureHeight) {
      throw new ImageProblem(
          "crop reaches beyond the image, which is %dx%d".formatted(pictureWidth, pictureHeight));
    }
  }

  Rectangle area() {
    return new Rectangle(x, y, width, height);
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("x", x)
        .put("y", y)
        .put("width", width)
        .put("height", height)
        .build();
  }
}
