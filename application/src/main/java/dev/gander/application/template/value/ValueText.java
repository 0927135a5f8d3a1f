package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Bool;
import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Members;
import dev.gander.application.template.value.Value.None;
import dev.gander.application.template.value.Value.Real;
import dev.gander.application.template.value.Value.Round;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import dev.gander.application.template.value.Value.Whole;
import java.util.List;
import java.util.Map;

/// Values as texts.
public final class ValueText {
  /// How values within others are written.
  private enum Notation {
    /// As lists and maps are printed.
    PRINTED("none", "undefined", ", ", ": "),
    /// As by the filter `tojson`.
    SPACED_JSON("null", "null", ", ", ": "),
    JSON("null", "null", ",", ":");

    private final String none;
    private final String undefined;
    private final String comma;
    private final String colon;

    Notation(String none, String undefined, String comma, String colon) {
      this.none = none;
      this.undefined = undefined;
      this.comma = comma;
      this.colon = colon;
    }
  }

  private final Allowance allowance;

  ValueText(Allowance allowance) {
    this.allowance = allowance;
  }

  /// The value as it is printed where nothing is escaped.
  public String printed(Value value) {
    return switch (value) {
      case Undefined _ -> "";
      case Textual text -> text.text();
      case None _, Bool _, Whole _, Real _, Items _, Members _, Round _ ->
          write(value, Notation.PRINTED);
    };
  }

  public String json(Value value) {
    return write(value, Notation.JSON);
  }

  String spacedJson(Value value) {
    return write(value, Notation.SPACED_JSON);
  }

  private String write(Value value, Notation notation) {
    StringBuilder out = new StringBuilder();
    write(value, notation, out);
    return out.toString();
  }

  private void write(Value value, Notation notation, StringBuilder out) {
    allowance.step();
    allowance.fits(out.length());
    switch (value) {
      case Undefined _ -> out.append(notation.undefined);
      case None _ -> out.append(notation.none);
      case Bool(boolean bool) -> out.append(bool);
      case Whole(var whole) -> {
        allowance.slow();
        out.append(whole);
      }
      case Real(double real) -> {
        allowance.slow();
        out.append(real(real, notation));
      }
      case Textual text -> quote(text.text(), out);
      case Items(List<Value> items, int _) -> {
        out.append('[');
        String comma = "";
        for (Value item : items) {
          out.append(comma);
          write(item, notation, out);
          comma = notation.comma;
        }
        out.append(']');
      }
      case Members(Map<String, Value> members, int _) -> write(members, notation, out);
      case Round(Loop loop) ->
          out.append("<loop ").append(loop.index()).append('/').append(loop.size()).append('>');
    }
  }

  private void write(Map<String, Value> members, Notation notation, StringBuilder out) {
    out.append('{');
    String comma = "";
    for (Map.Entry<String, Value> member : members.entrySet()) {
      out.append(comma);
      quote(member.getKey(), out);
      out.append(notation.colon);
      write(member.getValue(), notation, out);
      comma = notation.comma;
    }
    out.append('}');
  }

  private static String real(double real, Notation notation) {
    return notation != Notation.PRINTED && !Double.isFinite(real) ? "null" : Numeric.print(real);
  }

  private void quote(String text, StringBuilder out) {
    allowance.text(text.length());
    out.append('"').append(Escaping.JSON.escape(text)).append('"');
  }
}
