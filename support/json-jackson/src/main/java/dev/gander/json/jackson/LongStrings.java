package dev.gander.json.jackson;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.TextBuffer;
import java.io.IOException;
import java.io.Reader;

/// Makes parsers that read a long string in twice its size ([StringPieces]) and fast
/// ([LongStringParser]); Jackson's own need up to five times as much.
final class LongStrings extends JsonFactory {
  private static final long serialVersionUID = 1;

  LongStrings(JsonFactoryBuilder settings) {
    super(settings);
  }

  @Override
  protected IOContext _createContext(ContentReference source, boolean isOurs) {
    return new Context(
        streamReadConstraints(),
        streamWriteConstraints(),
        _errorReportConfiguration,
        _getBufferRecycler(),
        source,
        isOurs);
  }

  @Override
  protected JsonParser _createParser(Reader source, IOContext context) {
    return new LongStringParser(
        context, _parserFeatures, source, _objectCodec, _rootCharSymbols.makeChild());
  }

  @Override
  protected JsonParser _createParser(
      char[] source, int begin, int length, IOContext context, boolean isRecycled)
      throws IOException {
    streamReadConstraints().validateDocumentLength(length);
    return new LongStringParser(
        context,
        _parserFeatures,
        _objectCodec,
        _rootCharSymbols.makeChild(),
        source,
        begin,
        begin + length,
        isRecycled);
  }

  private static final class Context extends IOContext {
    Context(
        StreamReadConstraints reading,
        StreamWriteConstraints writing,
        ErrorReportConfiguration errors,
        BufferRecycler recycler,
        ContentReference source,
        boolean isOurs) {
      super(reading, writing, errors, recycler, source, isOurs);
    }

    @Override
    public TextBuffer constructReadConstrainedTextBuffer() {
      return new StringPieces(bufferRecycler());
    }
  }
}
