/// Claude Code, driven by its protocol of JSON lines.
@NullMarked
package dev.gander.adapters.llm.programs.claude;

import org.jspecify.annotations.NullMarked;
