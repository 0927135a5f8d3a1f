package dev.gander.adapters.persistence.hints;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of a file that may be missing, unreadable, endless or not text: a hint that cannot be
/// read must not stop any work.
final class HintText {
  private static final System.Logger LOG = System.getLogger(HintText.class.getName());
  private static final int MOST_BYTES = 1 << 20;

  private HintText() {}

  /// Empty if the file cannot be read, has more than a mebibyte, or is not UTF-8.
  static String read(Path file) {
    return read(file, StandardCharsets.UTF_8.newDecoder());
  }

  /// The same for a file whose lines are worth reading even if some are not UTF-8.
  static String readLines(Path file) {
    CharsetDecoder lenient = StandardCharsets.UTF_8.newDecoder();
    return read(file, lenient.onMalformedInput(CodingErrorAction.REPLACE));
  }

  private static String read(Path file, CharsetDecoder decoder) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length <= MOST_BYTES) {
        return decoder.decode(ByteBuffer.wrap(bytes)).toString();
      }
      LOG.log(Level.WARNING, "hint file {0} is too large and not used", file);
      return "";
    } catch (CharacterCodingException e) {
      LOG.log(Level.WARNING, "hint file {0} is not UTF-8 and not used", file);
      return "";
    } catch (IOException e) {
      LOG.log(Level.WARNING, "hint file {0} cannot be read: {1}", file, e.getMessage());
      return "";
    }
  }
}
