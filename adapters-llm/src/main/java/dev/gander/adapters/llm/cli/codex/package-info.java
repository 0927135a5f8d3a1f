/// Codex, started anew with the whole conversation for each message.
@NullMarked
package dev.gander.adapters.llm.cli.codex;

import org.jspecify.annotations.NullMarked;
