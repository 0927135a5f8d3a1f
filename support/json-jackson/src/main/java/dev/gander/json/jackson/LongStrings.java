package dev.gander.json.jackson;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.TextBuffer;

/// Makes parsers that read a long string in twice its size ([StringPieces]); Jackson's own need up
/// to five times as much.
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
