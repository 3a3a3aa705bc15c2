#!/usr/bin/python3
"""What a person meets who cannot see the window: run as `with-display screen-reader.py`. The real program with the
sample catalog is read through AT-SPI and worked with keys alone. Everything that takes the focus must say what it is."""
import os
import subprocess
import sys
import tempfile
import time

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as error:
    print(f"1..0 # SKIP no AT-SPI from Python: {error}")
    sys.exit(0)

PATIENCE = 90  # s, at most: a busy machine answers slowly
# What GTK calls a widget that nobody has named.
NO_NAME = ("Gtk", "Adw", "Eta")
# Containers and parts of others: the focus passes through them.
SILENT = {
    "panel", "filler", "scroll pane", "viewport", "window", "frame", "application", "grouping", "separator",
    "list", "table", "tree table", "scroll bar", "split pane", "root pane", "layered pane", "page tab list", "form",
    "generic", "unknown", "redundant object", "document text",
}  # fmt: skip


def wait_for(what, find):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = find()
        except GLib.Error:  # gone while it was being read
            found = None
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"{what} did not come within {PATIENCE} s")


def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def all_below(node):
    """GTK 4.8 marks nothing as showing, so pages that are not in front count as well."""
    for child in children(node):
        if child.get_state_set().contains(Atspi.StateType.VISIBLE):
            yield child
            yield from all_below(child)


def key(*names):
    subprocess.run(["xdotool", "key", "--delay", "60", *names], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)


def application():
    desktop = Atspi.get_desktop(0)
    return next((c for c in children(desktop) if c.get_name() == "etalase"), None)


def window():
    app = application()
    return app and next(iter(children(app)), None)


def named(part, roles=None):
    def find():
        top = application()
        return top and next(
            (n for n in all_below(top) if part in n.get_name() and (not roles or n.get_role_name() in roles)), None
        )

    return find


def nameless():
    """Focusable accessibles on the screen without a name of their own."""
    found = []
    for node in all_below(application()):
        role = node.get_role_name()
        if role in SILENT or not node.get_state_set().contains(Atspi.StateType.FOCUSABLE):
            continue
        above = node.get_parent()
        if role == "table row" and above.get_role_name() == "tree table":
            continue  # GTK's row of column headings
        if role == "list item" and above.get_name().startswith(NO_NAME):
            continue  # what a closed drop-down would list
        name = node.get_name().strip()
        if not name or name.startswith(NO_NAME):
            found.append(f"{role} “{name}” in {above.get_role_name()} “{above.get_name()}”")
    return found


def count_cells():
    return sum(1 for n in all_below(application()) if n.get_role_name() == "table cell" and n.get_name())


def assert_all_named(where):
    """A page that is still being made gets its names a moment later."""
    for _ in range(5):
        found = nameless()
        if not found:
            return
        time.sleep(1)
    raise AssertionError(f"{where}: {found}")


def focused():
    return next(
        (n for n in all_below(application()) if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None
    )


def products_are_named(cli, catalog):
    wait_for("a product in the list", named("Roasted Arabica", {"table cell"}))
    assert_all_named("products")


def a_product_opens_by_keys(cli, catalog):
    key("ctrl+f")
    type_text("honey")
    wait_for("the one found alone", lambda: count_cells() == 1 and named("honey", {"table cell"})())
    key("Return")
    wait_for("the product's page", named("Print sheet"))
    assert_all_named("the product's page")


def a_field_is_changed_by_keys(cli, catalog):
    """Tab leads to the code, what is typed is stored when the field is left, Ctrl+Z takes it back."""
    def at_sku():
        key("Tab")
        node = focused()
        return node and "SKU" in node.get_name()

    wait_for("the field of the SKU", at_sku)
    key("ctrl+a")
    type_text("MADU-BARU")
    key("Tab")
    wait_for("the new code in the catalog", lambda: sku_exists(cli, catalog, "MADU-BARU"))
    key("ctrl+z")
    wait_for("the old code", lambda: not sku_exists(cli, catalog, "MADU-BARU"))


def sku_exists(cli, catalog, sku):
    return subprocess.run([cli, "--file", catalog, "show", sku], capture_output=True).returncode == 0


def back_and_other_pages(cli, catalog):
    key("alt+Up")

    def at_the_sidebar():
        key("shift+Tab")
        node = focused()
        return node and node.get_role_name() == "list item" and "Products" in node.get_name()

    wait_for("the sidebar", at_the_sidebar)
    for _ in range(5):
        key("Down")
        time.sleep(2)
        assert_all_named(focused().get_name())


SCENES = [products_are_named, a_product_opens_by_keys, a_field_is_changed_by_keys, back_and_other_pages]


def main():
    etalase, cli = os.environ["ETALASE_APP"], os.environ["ETALASE_CLI"]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="etalase-reader-") as folder:
        catalog = os.path.join(folder, "toko.etalasedb")
        subprocess.run([cli, "--file", catalog, "init", "--producer", "Uji"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([cli, "--file", catalog, "sample"], check=True, stdout=subprocess.DEVNULL)
        env = dict(os.environ, HOME=folder, LC_ALL="C.UTF-8", LANGUAGE="en")
        env.pop("GTK_A11Y", None)
        program = subprocess.Popen([etalase, catalog], env=env)
        print(f"1..{len(SCENES)}")
        try:
            wait_for("the window", window)
            for number, scene in enumerate(SCENES, 1):
                try:
                    scene(cli, catalog)
                    print(f"ok {number} {scene.__name__}", flush=True)
                except AssertionError as error:
                    failed += 1
                    print(f"not ok {number} {scene.__name__}\n# {error}", flush=True)
        finally:
            program.terminate()
            program.wait(20)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
