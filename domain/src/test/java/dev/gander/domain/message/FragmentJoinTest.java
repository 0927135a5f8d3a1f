package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentJoinTest {
  private final FragmentJoin join = new FragmentJoin();

  @Test
  void textWithOneIdGrows() {
    join.add(Message.assistant("m", 1, new Content.Text("a")));
    join.add(Message.assistant("m", 2, new Content.Text("b")));
    assertEquals(List.of(Message.assistant("m", 1, new Content.Text("ab"))), join.messages());
  }

  @Test
  void thoughtsGrowAndTakeTheSignatureThatComesLast() {
    join.add(Message.assistant("m", 1, new Content.Thinking("a", "")));
    join.add(Message.assistant("m", 1, new Content.Thinking("b", "sig")));
    join.add(Message.assistant("m", 1, new Content.Text("x")));
    assertEquals(
        List.of(
            Message.assistant("m", 1, new Content.Thinking("ab", "sig"), new Content.Text("x"))),
        join.messages());
  }

  @Test
  void messagesWithoutIdNeverMerge() {
    var first = Message.assistant(null, 1, new Content.Text("a"));
    join.add(first);
    join.add(first);
    assertEquals(List.of(first, first), join.drain());
    assertEquals(List.of(), join.messages());
  }
}
