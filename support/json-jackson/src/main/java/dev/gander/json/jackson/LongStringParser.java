package dev.gander.json.jackson;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.ReaderBasedJsonParser;
import com.fasterxml.jackson.core.sym.CharsToNameCanonicalizer;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// Reads long strings by eights; Jackson's own loop reaches each character through several fields.
/// One thread.
final class LongStringParser extends ReaderBasedJsonParser {
  private boolean metEscapedHalf;

  LongStringParser(
      IOContext context,
      int features,
      Reader source,
      @Nullable ObjectCodec codec,
      CharsToNameCanonicalizer names) {
    super(context, features, source, codec, names);
  }

  LongStringParser(
      IOContext context,
      int features,
      @Nullable ObjectCodec codec,
      CharsToNameCanonicalizer names,
      char[] source,
      int begin,
      int end,
      boolean isRecycled) {
    super(context, features, null, codec, names, source, begin, end, isRecycled);
  }

  /// Whether an escape so far was half a surrogate pair.
  boolean metEscapedHalf() {
    return metEscapedHalf;
  }

  @Override
  protected char _decodeEscaped() throws IOException {
    char escaped = super._decodeEscaped();
    metEscapedHalf |= Character.isSurrogate(escaped);
    return escaped;
  }

  /// Reads on to the end of a string that has escapes or is longer than the input at hand. What is
  /// wrong with it is left to Jackson.
  @Override
  protected void _finishString2() throws IOException {
    char[] target = _textBuffer.getCurrentSegment();
    int length = _textBuffer.getCurrentSegmentSize();
    while (_inputPtr < _inputEnd || _loadMore()) {
      int most = Math.min(_inputEnd - _inputPtr, target.length - length);
      int plain = plain(_inputBuffer, _inputPtr, _inputPtr + most);
      System.arraycopy(_inputBuffer, _inputPtr, target, length, plain);
      _inputPtr += plain;
      length += plain;
      if (length == target.length) {
        target = _textBuffer.finishCurrentSegment();
        length = 0;
      } else if (plain < most) {
        char special = _inputBuffer[_inputPtr];
        if (special == '"') {
          _inputPtr++;
          _textBuffer.setCurrentLength(length);
          return;
        }
        if (special != '\\') {
          break;
        }
        _inputPtr++;
        target[length++] = _decodeEscaped();
      }
    }
    _textBuffer.setCurrentLength(length);
    super._finishString2();
  }

  /// How many characters from there stand for themselves.
  private static int plain(char[] text, int begin, int end) {
    int next = begin;
    while (next < end) {
      int stop = Math.min(next + Long.BYTES, end);
      if (stop - next == Long.BYTES && EightBytes.plain(text, next) != EightBytes.NONE) {
        next = stop;
      }
      for (; next < stop; next++) {
        char c = text[next];
        if (c < ' ' || c == '"' || c == '\\') {
          return next - begin;
        }
      }
    }
    return next - begin;
  }
}
