package dev.gander.testkit.policy;

import dev.gander.domain.policy.RealPaths;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Links in memory; everything else is as it is called.
public final class InMemoryRealPaths implements RealPaths {
  private static final int MOST_LINKS = 40;

  private final Map<Path, Path> links = new ConcurrentHashMap<>();

  /// @param target absolute, or relative to the folder of the link
  public void link(Path link, Path target) {
    links.put(link, target);
  }

  @Override
  public Optional<Path> real(Path absolute) {
    Path at = absolute.getRoot();
    Deque<Path> left = new ArrayDeque<>();
    absolute.forEach(left::add);
    int followed = 0;
    while (!left.isEmpty()) {
      Path next = at.resolve(left.removeFirst());
      Path target = links.get(next);
      if (target == null) {
        at = next.normalize();
      } else {
        if (++followed > MOST_LINKS) {
          return Optional.empty();
        }
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          left.addFirst(target.getName(i));
        }
        at = target.isAbsolute() ? target.getRoot() : at;
      }
    }
    return Optional.of(at);
  }
}
