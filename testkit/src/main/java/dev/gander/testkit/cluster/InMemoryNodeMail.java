package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.NodeMail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Letters between the nodes of one process.
public final class InMemoryNodeMail implements NodeMail {
  private final Boxes boxes;
  private final String node;

  /// What the nodes share.
  public static final class Boxes {
    private final Map<String, List<Letter>> letters = new HashMap<>();
    private final Map<String, List<Runnable>> listeners = new HashMap<>();
  }

  public InMemoryNodeMail(Boxes boxes, String node) {
    this.boxes = boxes;
    this.node = node;
  }

  @Override
  public void send(String to, Letter letter) {
    List<Runnable> told;
    synchronized (boxes) {
      boxes.letters.computeIfAbsent(to, _ -> new ArrayList<>()).add(letter);
      told = List.copyOf(boxes.listeners.getOrDefault(to, List.of()));
    }
    told.forEach(Runnable::run);
  }

  @Override
  public List<Letter> take() {
    synchronized (boxes) {
      List<Letter> taken = boxes.letters.remove(node);
      return taken == null ? List.of() : taken;
    }
  }

  @Override
  public void onMail(Runnable then) {
    synchronized (boxes) {
      boxes.listeners.computeIfAbsent(node, _ -> new ArrayList<>()).add(then);
    }
  }
}
