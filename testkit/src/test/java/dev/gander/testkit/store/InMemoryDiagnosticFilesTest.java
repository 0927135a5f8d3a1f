package dev.gander.testkit.store;

import dev.gander.domain.config.DiagnosticFiles;

class InMemoryDiagnosticFilesTest implements DiagnosticFilesContract {
  private final InMemoryDiagnosticFiles files = new InMemoryDiagnosticFiles();

  @Override
  public DiagnosticFiles files() {
    return files;
  }

  @Override
  public void put(DiagnosticFiles.Kind kind, String name, String text) {
    files.with(kind, name, text);
  }
}
