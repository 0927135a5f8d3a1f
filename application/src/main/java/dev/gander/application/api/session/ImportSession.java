package dev.gander.application.api.session;

import dev.gander.domain.imports.GooseExport;
import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportDocument;
import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.PlainText;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Stores an export of goose, or a transcript of another agent, as a new session of the user
/// (goosed 1.30 and newer; transcripts 1.38 and newer). Its texts are cleaned as they come in,
/// since a goose on the same database sends them to a model as they are.
public final class ImportSession {
  private final SessionStore sessions;
  private final JsonReader reader;
  private final List<ImportFormat> formats;
  private final Path workingDir;
  private final Clock clock;

  /// @param formats of other agents
  /// @param workingDir for transcripts without a folder
  public ImportSession(
      SessionStore sessions,
      JsonReader reader,
      List<ImportFormat> formats,
      Path workingDir,
      Clock clock) {
    this.sessions = sessions;
    this.reader = reader;
    this.formats = List.copyOf(formats);
    this.workingDir = workingDir;
    this.clock = clock;
  }

  /// @return the session as stored
  /// @throws dev.gander.domain.error.InvalidInput if the text cannot be imported; nothing is stored
  public Session add(String text) {
    ImportedSession found = read(new ImportDocument(text, reader));
    return sessions.create(found.details(), found.messages());
  }

  /// Reads all messages beforehand, to know how many there are.
  ///
  /// @param progress is told again and again which part of the messages is stored, up to 1
  /// @return the session as stored
  /// @throws dev.gander.domain.error.InvalidInput if the text cannot be imported; nothing is stored
  public Session add(String text, DoubleConsumer progress) {
    ImportedSession found = read(new ImportDocument(text, reader));
    int all = 0;
    for (Message _ : found.messages()) {
      all++;
    }
    return sessions.create(found.details(), new ToldMessages(found.messages(), all, progress));
  }

  /// Tells how far whoever reads them is. A store that reads them again begins anew.
  private record ToldMessages(Iterable<Message> messages, int all, DoubleConsumer progress)
      implements Iterable<Message> {
    @Override
    public Iterator<Message> iterator() {
      Iterator<Message> each = messages.iterator();
      return IntStream.rangeClosed(1, all)
          .mapToObj(
              read -> {
                progress.accept((double) read / all);
                return each.next();
              })
          .iterator();
    }
  }

  private ImportedSession read(ImportDocument document) {
    ImportedSession found = recognized(document);
    return new ImportedSession(
        found.details(),
        () ->
            StreamSupport.stream(found.messages().spliterator(), false)
                .map(PlainText::cleanAll)
                .iterator());
  }

  /// A text that no format recognizes is treated as a goose export, whose reader reports the error.
  private ImportedSession recognized(ImportDocument document) {
    return formats.stream()
        .filter(format -> format.recognizes(document))
        .findFirst()
        .map(
            format ->
                format.read(document, new ImportDefaults(clock.instant(), workingDir.toString())))
        .orElseGet(() -> GooseExport.read(document));
  }
}
