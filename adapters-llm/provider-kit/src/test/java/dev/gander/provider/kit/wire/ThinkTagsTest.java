package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTagsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <think>plan</think>Hello           | Hello                              | plan
          a <thinking>b</thinking> c         | 'a  c'                             | b
          <THINK a="1">b</Think>c            | c                                  | b
          <think/>a                          | a                                  | ''
          <think>a<think>b</think>c</think>d | d                                  | abc
          a </think> b                       | a </think> b                       | ''
          <thinking-mode> <thinking123> <b>  | <thinking-mode> <thinking123> <b>  | ''
          a < b and <                        | a < b and <                        | ''
          x <th                              | x <th                              | ''
          <think>never closed                | ''                                 | never closed
          <think>cut </thi                   | ''                                 | cut </thi
          """)
  void thoughtsAreTakenOutWhereverTheChunksAreCut(String input, String text, String thought) {
    for (int size = 1; size <= input.length(); size++) {
      StringBuilder texts = new StringBuilder();
      StringBuilder thoughts = new StringBuilder();
      ThinkTags tags = new ThinkTags(texts::append, thoughts::append);
      for (int from = 0; from < input.length(); from += size) {
        tags.accept(input.substring(from, Math.min(input.length(), from + size)));
      }
      tags.end();
      assertEquals(text, texts.toString(), "chunks of " + size);
      assertEquals(thought, thoughts.toString(), "chunks of " + size);
    }
  }
}
