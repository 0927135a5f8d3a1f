package dev.gander.domain.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String HEADER = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Test
  void aHeaderIsReadAndWritten() {
    TraceContext context = TraceContext.parse(" " + HEADER + " ").orElseThrow();

    assertEquals(new TraceContext(TRACE, "b7ad6b7169203331", "01"), context);
    assertEquals(HEADER, context.header());
  }

  @Test
  void laterVersionsMayAppend() {
    assertEquals(
        Optional.of(new TraceContext(TRACE, "b7ad6b7169203331", "03")),
        TraceContext.parse("01-" + TRACE + "-b7ad6b7169203331-03-more"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx: y"
      })
  void anythingElseIsNoContext(String header) {
    assertEquals(Optional.empty(), TraceContext.parse(header));
  }
}
