/// The program's own files as reports about faults show them, within bounds.
@NullMarked
package dev.gander.adapters.persistence.diagnostics;

import org.jspecify.annotations.NullMarked;
