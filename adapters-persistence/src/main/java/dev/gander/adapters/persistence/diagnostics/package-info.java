/// The program's own files for fault reports, limited in size.
@NullMarked
package dev.gander.adapters.persistence.diagnostics;

import org.jspecify.annotations.NullMarked;
