package dev.gander.json.jackson;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.TextBuffer;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a parser's token. Whenever the buffer is full, it becomes a string, which needs one
/// byte a character where that is enough, and is used again; in the end these are joined without
/// another copy. The length is not limited: the whole input is. One thread.
final class StringPieces extends TextBuffer {
  private final List<String> pieces = new ArrayList<>(0);
  private int length;
  private @Nullable String whole;

  StringPieces(BufferRecycler recycler) {
    super(recycler);
  }

  @Override
  public char[] finishCurrentSegment() throws IOException {
    setCurrentLength(getBufferWithoutReset().length);
    String piece = super.contentsAsString();
    pieces.add(piece);
    length = Math.addExact(length, piece.length());
    super.resetWithEmpty();
    return getBufferWithoutReset();
  }

  @Override
  public int size() {
    return whole == null ? length + super.size() : whole.length();
  }

  @Override
  public String contentsAsString() throws IOException {
    if (pieces.isEmpty()) {
      return whole == null ? super.contentsAsString() : whole;
    }
    pieces.add(super.contentsAsString());
    whole = String.join("", pieces);
    pieces.clear();
    return whole;
  }

  private boolean isLong() {
    return whole != null || !pieces.isEmpty();
  }

  @Override
  public char[] contentsAsArray() throws IOException {
    return isLong() ? contentsAsString().toCharArray() : super.contentsAsArray();
  }

  @Override
  public char[] getTextBuffer() throws IOException {
    return isLong() ? contentsAsString().toCharArray() : super.getTextBuffer();
  }

  @Override
  public int contentsToWriter(Writer out) throws IOException {
    if (!isLong()) {
      return super.contentsToWriter(out);
    }
    out.write(contentsAsString());
    return size();
  }

  private void forget() {
    if (isLong()) {
      pieces.clear();
      length = 0;
      whole = null;
    }
  }

  @Override
  public void resetWithEmpty() {
    forget();
    super.resetWithEmpty();
  }

  @Override
  public void resetWith(char first) {
    forget();
    super.resetWith(first);
  }

  @Override
  public void resetWithShared(char[] buffer, int start, int count) {
    forget();
    super.resetWithShared(buffer, start, count);
  }

  @Override
  public void resetWithCopy(char[] buffer, int start, int count) throws IOException {
    forget();
    super.resetWithCopy(buffer, start, count);
  }

  @Override
  public void resetWithCopy(String text, int start, int count) throws IOException {
    forget();
    super.resetWithCopy(text, start, count);
  }

  @Override
  public void resetWithString(String text) throws IOException {
    forget();
    super.resetWithString(text);
  }

  @Override
  public char[] emptyAndGetCurrentSegment() {
    forget();
    return super.emptyAndGetCurrentSegment();
  }
}
