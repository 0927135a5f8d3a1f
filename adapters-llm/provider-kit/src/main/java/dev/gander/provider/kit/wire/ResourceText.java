package dev.gander.provider.kit.wire;

import dev.gander.domain.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// An embedded resource as text for a model: its text, or its blob if that is text, or a line about
/// the blob; and texts for other content of a result.
public final class ResourceText {
  /// Replaces content that is not sent to a model.
  public static final String AUDIO = "[Audio content]";

  public static final String LINK = "[Resource link]";

  private ResourceText() {}

  public static String of(JsonObject resource) {
    return resource
        .text("text")
        .or(() -> resource.text("blob").map(blob -> of(blob, resource)))
        .orElse("");
  }

  private static String of(String blob, JsonObject resource) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(blob);
    } catch (IllegalArgumentException e) {
      return blob;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      String mimeType = resource.text("mimeType").orElse("application/octet-stream");
      return "[Binary content (" + mimeType + ") - " + bytes.length + " bytes]";
    }
  }
}
