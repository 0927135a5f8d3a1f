package dev.gander.provider.kit.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Joins chunks whose JSON spans several lines, marked as data or not: a chunk ends when its
/// brackets are closed, or at the latest with a blank line, so that a broken one does not swallow
/// those after it. One thread.
public final class JoinedLines implements ChunkSource {
  private final SseReader reader;
  private int depth;
  private boolean inString;
  private boolean escaped;

  public JoinedLines(ByteSource body) {
    this.reader = new SseReader(body);
  }

  @Override
  public @Nullable String next() throws IOException, InterruptedException {
    String first = reader.next();
    if (first == null || isWhole(first)) {
      return first;
    }
    StringBuilder chunk = new StringBuilder(first);
    String more = reader.nextLine();
    while (more != null && !more.isEmpty()) {
      if (chunk.length() + more.length() > SseReader.LONGEST_LINE) {
        throw new SseReader.LineTooLong();
      }
      chunk.append('\n').append(more);
      if (closes(more)) {
        break;
      }
      more = reader.nextLine();
    }
    return chunk.toString();
  }

  private boolean isWhole(String first) {
    depth = 0;
    inString = false;
    escaped = false;
    return closes(first);
  }

  /// Adds one more line; returns whether all brackets are now closed.
  private boolean closes(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (escaped) {
        escaped = false;
      } else if (inString) {
        escaped = c == '\\';
        inString = c != '"';
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return depth <= 0 && !inString;
  }
}
