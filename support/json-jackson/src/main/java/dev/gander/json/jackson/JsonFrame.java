package dev.gander.json.jackson;

import dev.gander.domain.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A value that has been written but for one text, for many values that differ in it only.
public final class JsonFrame {
  /// Of private use, and so hardly part of a value.
  private static final String GAP = "\uE000\uE001\uE000";

  private final String before;
  private final String after;
  private final byte[] bytesBefore;
  private final byte[] bytesAfter;

  private JsonFrame(String before, String after) {
    this.before = before;
    this.after = after;
    this.bytesBefore = before.getBytes(StandardCharsets.UTF_8);
    this.bytesAfter = after.getBytes(StandardCharsets.UTF_8);
  }

  /// @param form the value with a text; no text changes anything else about it
  /// @return null if the value does not contain the text exactly once, by itself or at all
  public static @Nullable JsonFrame of(Function<String, ? extends Json> form) {
    String json = JsonText.write(form.apply(GAP));
    int gap = json.indexOf(GAP);
    return gap < 0 || gap != json.lastIndexOf(GAP)
        ? null
        : new JsonFrame(json.substring(0, gap), json.substring(gap + GAP.length()));
  }

  /// Writes the value with a text as [JsonText#write(Json, OutputStream)] would.
  public void write(String text, OutputStream out) throws IOException {
    out.write(bytesBefore);
    out.write(JsonText.escaped(text).getBytes(StandardCharsets.UTF_8));
    out.write(bytesAfter);
  }

  /// The value as UTF-8 with the text that these are one after the other, in arrays that follow
  /// each other. It is not put together first, for it may be huge.
  public List<byte[]> blocksWith(List<String> pieces) {
    return JsonText.blocks(
        out -> {
          out.write(bytesBefore);
          for (String piece : pieces) {
            new LongText(piece).writeTo(out);
          }
          out.write(bytesAfter);
        });
  }

  /// The value as UTF-8 with the JSON of another one as the text, in arrays that follow each other.
  /// It does not become a text first, for it may be huge.
  public List<byte[]> blocksWith(Json inner) {
    return JsonText.blocks(
        out -> {
          out.write(bytesBefore);
          JsonText.write(inner, new JsonInText(out));
          out.write(bytesAfter);
        });
  }

  /// The value with a text as [JsonText#write(Json)] would write it.
  public String with(String text) {
    return before + JsonText.escaped(text) + after;
  }
}
