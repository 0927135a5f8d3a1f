package dev.gander.application.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnRecapTest {
  private final TurnRecap recap = new TurnRecap();
  private long number;

  @Test
  void anEventByItselfStaysAsItIs() {
    Published text = tell("a", new Content.Text("x"));
    Published failure = tell(TurnEvent.Failed.because("no"));
    Published without = tell(null, new Content.Text("x"));
    Published more = tell(null, new Content.Text("y"));

    assertEquals(List.of(text, failure, without, more), recap.events());
  }

  /// Fewer events than are kept as they come, about as many, and many more.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 500, 1022, 1023, 1024, 1025, 1026, 2050, 5000})
  void fragmentsAreOneEventWithTheNumberOfTheLast(int fragments) {
    for (int i = 0; i < fragments; i++) {
      tell("a", new Content.Text("ä" + i));
    }
    Content.ToolRequest call = call();
    tell("a", new Content.Text("end"), call);
    tell("b", new Content.Text("other"));

    List<Published> events = recap.events();

    assertEquals(List.of(fragments + 1L, fragments + 2L), numbers(events));
    String whole = text(events.getFirst());
    assertEquals("ä0", whole.substring(0, 2));
    assertEquals("ä" + (fragments - 1), whole.substring(whole.lastIndexOf('ä')));
    assertEquals(fragments, whole.chars().filter(c -> c == 'ä').count());
    assertEquals(
        List.of(new Content.Text(whole), new Content.Text("end"), call),
        ((MessageArrived) events.getFirst().event()).message().content());
  }

  @Test
  void readersInBetweenChangeNothing() {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < 4000; i++) {
      tell("a", new Content.Text(i + " "));
      said.append(i).append(' ');
      if (i % 777 == 0) {
        assertEquals(List.of(number), numbers(recap.events()));
        assertEquals(said.toString(), text(recap.events().getFirst()));
      }
    }
    assertEquals(said.toString(), text(recap.events().getFirst()));
  }

  @Test
  void whatComesBetweenFragmentsSeparatesThem() {
    tell("a", new Content.Text("x"));
    tell(TurnEvent.Failed.because("no"));
    tell("a", new Content.Text("y"));
    tell("a", new Content.Text("z"));

    assertEquals(List.of(1L, 2L, 4L), numbers(recap.events()));
    assertEquals("yz", text(recap.events().getLast()));
  }

  private static Content.ToolRequest call() {
    return new Content.ToolRequest(
        "c", Outcome.success(new ToolCall("t", JsonObject.EMPTY)), JsonObject.EMPTY);
  }

  private Published tell(String id, Content... content) {
    return tell(new MessageArrived(Message.assistant(id, 1, content), TokenState.UNKNOWN));
  }

  private Published tell(TurnEvent event) {
    Published published = new Published(++number, "r", event);
    recap.add(published);
    return published;
  }

  private static List<Long> numbers(List<Published> events) {
    return events.stream().map(Published::sequence).toList();
  }

  private static String text(Published event) {
    Message message = ((MessageArrived) event.event()).message();
    assertEquals(Role.ASSISTANT, message.role());
    return ((Content.Text) message.content().getFirst()).text();
  }
}
