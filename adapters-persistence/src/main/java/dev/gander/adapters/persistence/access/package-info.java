/// Keys and what belongs to them, in Gander's own database; the audit log, in files.
@NullMarked
package dev.gander.adapters.persistence.access;

import org.jspecify.annotations.NullMarked;
