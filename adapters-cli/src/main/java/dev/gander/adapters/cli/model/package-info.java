/// The command `goosed models`.
@NullMarked
package dev.gander.adapters.cli.model;

import org.jspecify.annotations.NullMarked;
