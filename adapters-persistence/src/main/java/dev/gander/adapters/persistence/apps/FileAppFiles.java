package dev.gander.adapters.persistence.apps;

import dev.gander.domain.app.AppFiles;
import dev.gander.domain.app.AppName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Apps in `apps/NAME.html`. Files with names that no app can have are left alone.
public final class FileAppFiles implements AppFiles {
  private final AppFolder folder;

  /// @param data goose's folder for data
  public FileAppFiles(Path data) {
    folder = new AppFolder(data.resolve("apps"), ".html");
  }

  @Override
  public List<AppName> names() {
    return folder.stems().stream().flatMap(stem -> AppName.parse(stem).stream()).toList();
  }

  @Override
  public Optional<String> read(AppName name) {
    return folder.read(name.text());
  }

  @Override
  public boolean create(AppName name, String page) {
    return folder.create(name.text(), page);
  }

  @Override
  public void replace(AppName name, String page) {
    folder.replace(name.text(), page);
  }

  @Override
  public boolean delete(AppName name) {
    return folder.delete(name.text());
  }
}
