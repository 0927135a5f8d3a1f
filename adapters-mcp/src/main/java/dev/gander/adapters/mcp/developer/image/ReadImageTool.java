package dev.gander.adapters.mcp.developer.image;

import dev.gander.adapters.mcp.developer.tool.DeveloperResult;
import dev.gander.adapters.mcp.developer.tool.DeveloperTool;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `read_image` (goosed 1.39): shows a picture, or a part of it, to the model.
public final class ReadImageTool implements DeveloperTool {
  public static final String NAME = "read_image";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    JsonFields arguments = JsonFields.of(invocation.arguments());
    String source = arguments.text("source").strip();
    Crop crop = arguments.optional("crop", Crop::read);
    try {
      if (source.isEmpty()) {
        throw new ImageProblem("source cannot be empty");
      }
      Picture whole = Picture.of(ImageSource.read(source, invocation.workingDir()));
      return answer(source, whole, crop);
    } catch (ImageProblem e) {
      return DeveloperResult.error("Error: " + e.getMessage());
    }
  }

  private static ToolResult answer(String source, Picture whole, @Nullable Crop crop) {
    Picture shown = crop == null ? whole : whole.cropped(crop);
    return new ToolResult(
        List.of(
            DeveloperResult.block(summary(source, shown)),
            DeveloperResult.image(shown.base64(), shown.mimeType())),
        structured(source, whole, shown, crop),
        false,
        JsonObject.EMPTY);
  }

  private static String summary(String source, Picture shown) {
    return "%s: %s, %dx%d pixels, %d bytes"
        .formatted(source, shown.mimeType(), shown.width(), shown.height(), shown.size());
  }

  private static JsonObject structured(
      String source, Picture whole, Picture shown, @Nullable Crop crop) {
    return JsonObject.builder()
        .put("source", source)
        .put("mimeType", shown.mimeType())
        .put("width", shown.width())
        .put("height", shown.height())
        .put("bytes", shown.size())
        .put("originalWidth", whole.width())
        .put("originalHeight", whole.height())
        .putOrNull("crop", crop == null ? null : crop.json())
        .build();
  }
}
