package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.NodeMail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Letters between the nodes of one process.
public final class InMemoryNodeMail implements NodeMail {
  private final Boxes boxes;
  private final String node;

  /// What the nodes share.
  public static final class Boxes {
    private final InMemoryLeaseTable.Rows leases;
    private final Map<String, SequencedMap<Long, Letter>> letters = new HashMap<>();
    private final Map<String, List<Runnable>> listeners = new HashMap<>();
    private long sent;

    /// @param leases tell which nodes live
    public Boxes(InMemoryLeaseTable.Rows leases) {
      this.leases = leases;
    }

    /// How many letters wait for a node.
    public synchronized int count(String node) {
      return letters.getOrDefault(node, new LinkedHashMap<>()).size();
    }
  }

  public InMemoryNodeMail(Boxes boxes, String node) {
    this.boxes = boxes;
    this.node = node;
  }

  @Override
  public long send(String to, Letter letter) {
    List<Runnable> told;
    long number;
    synchronized (boxes) {
      number = ++boxes.sent;
      boxes.letters.computeIfAbsent(to, _ -> new LinkedHashMap<>()).put(number, letter);
      told = List.copyOf(boxes.listeners.getOrDefault(to, List.of()));
    }
    told.forEach(Runnable::run);
    return number;
  }

  @Override
  public void takeBack(long letter) {
    synchronized (boxes) {
      boxes.letters.values().forEach(box -> box.remove(letter));
    }
  }

  @Override
  public boolean isAlive(String other) {
    return boxes.leases.isAlive(other);
  }

  @Override
  public List<Letter> take() {
    synchronized (boxes) {
      Map<Long, Letter> taken = boxes.letters.remove(node);
      return taken == null ? List.of() : List.copyOf(taken.values());
    }
  }

  @Override
  public void onMail(Runnable then) {
    synchronized (boxes) {
      boxes.listeners.computeIfAbsent(node, _ -> new ArrayList<>()).add(then);
    }
  }
}
