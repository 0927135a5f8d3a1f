package dev.gander.testkit.source;

import dev.gander.domain.source.SourceDocuments;
import java.nio.file.Path;

class InMemorySourceDocumentsTest implements SourceDocumentsContract {
  private final InMemorySourceDocuments documents = new InMemorySourceDocuments();

  @Override
  public SourceDocuments documents() {
    return documents;
  }

  @Override
  public Path project() {
    return Path.of("/work");
  }
}
