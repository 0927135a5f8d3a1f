package dev.gander.testkit.localmodel;

import dev.gander.domain.download.FileDownloads;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class InMemoryFileDownloadsTest implements FileDownloadsContract {
  private final Map<Path, byte[]> files = new HashMap<>();
  private final InMemoryFileDownloads downloads = new InMemoryFileDownloads(files);

  @Override
  public FileDownloads downloads() {
    return downloads;
  }

  @Override
  public Path folder() {
    return Path.of("/models");
  }

  @Override
  public Optional<byte[]> target(Path target) {
    return Optional.ofNullable(files.get(target));
  }

  @Override
  public URI offered(String name, byte[] content) {
    URI address = URI.create("https://hub.example/" + name);
    downloads.offer(address, content);
    return address;
  }

  @Override
  public URI held(String name, byte[] content) {
    URI address = URI.create("https://hub.example/held/" + name);
    downloads.hold(address, content);
    return address;
  }

  @Override
  public void letGo() {
    downloads.letGo();
  }

  @Override
  public URI missing() {
    return URI.create("https://hub.example/missing");
  }
}
