/// The backend of all logging: its lines, its files, its levels.
@NullMarked
package dev.gander.bootstrap.logs;

import org.jspecify.annotations.NullMarked;
