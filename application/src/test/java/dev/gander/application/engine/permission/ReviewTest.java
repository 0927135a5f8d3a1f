package dev.gander.application.engine.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTest {
  @ParameterizedTest
  @ValueSource(strings = {"ALLOW", "ALLOW\nIt only lists files.", "**ALLOW**", "\n> ALLOW: fine"})
  void aLineWithAllowAllows(String answer) {
    assertEquals(new Review.Allowed(), Review.of(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BLOCK\nIt deletes.",
        "BLOCK: It deletes.",
        "**BLOCK**\nIt deletes.",
        "ALLOW\nBLOCK It deletes.",
        "Let me think.\nBLOCKED - It deletes.",
      })
  void aLineWithBlockBlocksWhereverItIs(String answer) {
    assertEquals(new Review.Blocked("It deletes."), Review.of(answer));
  }

  @Test
  void aLongReasonIsCut() {
    assertEquals(
        new Review.Blocked("x".repeat(500) + "…"), Review.of("BLOCK\n" + "x".repeat(2_000)));
  }

  @Test
  void aReasonOfFiveHundredCharactersIsWhole() {
    assertEquals(new Review.Blocked("x".repeat(500)), Review.of("BLOCK\n" + "x".repeat(500)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "allow", "I would ALLOW it", "BL OCK"})
  void anythingElseIsNoReview(String answer) {
    assertInstanceOf(Review.Failed.class, Review.of(answer));
  }
}
