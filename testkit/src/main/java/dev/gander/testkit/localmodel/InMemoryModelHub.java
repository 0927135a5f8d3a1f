package dev.gander.testkit.localmodel;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.HubRepository;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.RepositoryName;
import dev.gander.domain.localmodel.RepositoryNotFound;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A hub with the repositories that a test gives it.
public final class InMemoryModelHub implements ModelHub {
  private final Map<RepositoryName, HubRepository> repositories = new ConcurrentHashMap<>();
  private volatile @Nullable Unavailable failure;

  public void add(String repository, long downloads, List<HubFile> files) {
    RepositoryName name = RepositoryName.parse(repository);
    repositories.put(name, new HubRepository(name, name.author(), downloads, files));
  }

  /// Every look-up fails from now on; null ends that.
  public void fail(@Nullable Unavailable reason) {
    failure = reason;
  }

  private void requireAnswer() {
    Unavailable reason = failure;
    if (reason != null) {
      throw reason;
    }
  }

  @Override
  public List<HubRepository> search(String words, int most) {
    requireAnswer();
    String lower = words.toLowerCase(Locale.ROOT);
    return repositories.values().stream()
        .filter(it -> it.name().text().toLowerCase(Locale.ROOT).contains(lower))
        .filter(it -> it.files().stream().anyMatch(file -> file.path().endsWith(".gguf")))
        .sorted(Comparator.comparingLong(HubRepository::downloads).reversed())
        .limit(most)
        .toList();
  }

  @Override
  public List<HubFile> files(RepositoryName repository) {
    requireAnswer();
    HubRepository found = repositories.get(repository);
    if (found == null) {
      throw new RepositoryNotFound(repository, "it does not exist");
    }
    return found.files();
  }
}
