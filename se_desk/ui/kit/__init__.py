"""What every part of the window shares. Knows no noun of the product beyond its words and colours.

Imports PySide6, ``domain`` and ``paths`` only, so that the window can be painted before anything else is
loaded. Import from the module named here: ``from se_desk.ui.kit.cards import Card``. Texts of a person
go through ``PlainLabel``, ``BodyText`` or a delegate, never through a bare QLabel. Tokens are the names
of resources/styles/tokens.json ("text-2", "accent"); roles are its type roles ("title", "small");
severities are "low", "medium", "high", "critical" or None (a StrEnum will do); a *glyph* is a severity or
the name of an icon ("lock"); every icon is drawn in the current theme and changes with it.

theme       theme() -> Theme: .colour(token, alpha=1.0) -> QColor, .mode ("light" "dark" "system"),
            .choose(mode), .dark, .set_scale(1.0), .set_contrast(bool), .reduce_motion, .changed (signal),
            .px(32) follows the text size; install_theme(app, mode="system"); css(token) -> "#rrggbb";
            follow(owner, slot) calls slot(owner) now and at each change
fonts       load_fonts(); font(role, weight=0, tabular=False) -> QFont; line_height(role) -> int;
            beside the roles of the design "stamp", the 11 px mono of tables and threads
icons       icon(name, token="text-3", size=16) -> QIcon; pixmap(name, token, size, ratio) -> QPixmap;
            paint_icon(painter, rect, name, token); ICONS (the names that exist);
            dress_icon(action, name, token) for Qt's actions, follows the theme
painting    Painted(QWidget) repaints on theme change; tint(tone) -> (fill, text) tokens; fill_round(…)
labels      PlainLabel(text="", role="ui", token="text", wrap=False, weight=0, tabular=False,
              elide=False, selectable=False): .set_text(t), .set_token(t)
            BodyText(content: str | Sequence[Run], role="body", token="text", max_lines=0):
              .set_content(c); 20 px lines, elides at max_lines. Run(text, token="", weight=0, mono=False)
            Caption(text) the 11 px label above a group
buttons     Button(text, icon="", kind="" | "primary" | "ghost" | "link" | "flag", small=False, keys="",
              chevron=False, menu=None); IconButton(icon, name, keys="", size=28, bordered=False)
            tip(widget, text, keys="") sets tooltip and accessible description
marks       Chip(text, tone="neutral", glyph=None): .set(text, tone, glyph); tones: neutral line accent
              amber green low medium high critical; ChipSpec(text, tone="neutral", glyph=None)
            SeverityGlyph(severity=None): .set_severity(s)
            ClockRing(state="running", fraction=1.0, words=""): .set(state, fraction, words);
              states: running soon over done late
            Avatar(initials, name="", accent=False, size=24); initials_of(name) -> str
            KeyCap(keys); LetterBadge(letter, on=False); BrandMark(size=24)
            paint_chip(painter, rect, spec), chip_width(spec), paint_severity(painter, rect, s): delegates
bars        ProgressBar(fraction=0.0, target=None, band=None, token="accent"): .set(fraction, target, band)
            RangeGauge(value, low, high, maximum, unit=""): .set(...)
            StepBar(done, of, current=0.0, height=4, segment=0, gap=4, done_token="accent", words="")
            Sparkline(points, low=1, high=10); TimerRing(fraction, size=24, token="accent")
timer_face  TimerFace(now, length, name, start, more=()): .show_timer(timed) of a huddle or a scrub,
              .paint_time(), .running, .set_narrow(bool), signals startAsked(), pauseAsked()
axis        Forecast(today_on, ae_on=None, ae_title="", ae_note="", read_on=None, read_title="",
              read_note="", earliest_on=None); ForecastAxis(forecast=None): .set(forecast)
timeline    Entry(id, title, at="", day="", second="", body="", mono="", icon="", severity=None,
              node="plain" | "accent" | "severity" | "next", side="", side_tone="text", quote=None,
              receipt="", max_lines=0): side_tone is a chip tone, "text", "ok", "late", "over" or "link";
            Quote(text, left="", right=""); Timeline(name, thread=False, openable=True,
              fit=False): .set_entries(seq),
              .select(id), signals opened(str) and asked(str) (the link at the right)
cards       Card(title="", count=None, note="", actions=(), flush=False, padding=16): .add(widget),
              .body (QVBoxLayout), .clear(), .set_title(t), .set_count(n), .set_note(t)
            ListRow(main, second="", left=None, right=(), clickable=False): signal activated();
              main is str or Runs; .set_main, .set_second
            KeyboardRow(): a QFrame that repaints with focus and pointer; .paint_focus(painter)
            SayBox(text) a quotation with a rule at its left
headers     PageHeader(title, second="", actions=(), back=False): .set_title, .set_second, .add_action,
              signal backRequested(); IconMark(name, token="text-3", size=16): an icon only looked at
            EmptyState(icon, title, sentence, action="", keys=""): signal acted()
layout      vbox(*items, margins=(0, 0, 0, 0), gap=0), hbox(*items, margins, gap=8): items are widgets,
              layouts, a number (space) or None (stretch); HLine(), VLine(); Surface(surface, layout);
              Scroller(widget=None, padding=24): .body; clear_layout(layout); focus_on(widget) also where it
            was put into a layout just now
notices     Banner(sentence, action="", tone="accent" | "amber" | "critical"): signals acted(), closed();
            BannerPlace(margins=…): .say(sentence, action="", tone="critical", closable=True) -> Banner,
              .clear(), .sentence: room for one of them, taken only while there is one;
            toast(parent, sentence, action="", then=None, icon="check")
            IntegrityStrip(): .set(intact, entries, head, checked, broken_at=None);
              signals checkRequested(), brokenOpened(int), headCopied(str)
choices     Option(key, text, glyph=None, tone="accent"); Segment(options, value="", small=False, name=""):
              .value, .set_value(k), .set_text(key, text), signal chosen(str)
            CheckBox(text, checked=False, round=False); CheckRow(text, checked=False, second=""): both
              QCheckBox; CheckRow is 32 px, the whole row toggles
            Select(options, value="", name="", small=False): .value, .set_value(k), .set_options(o),
              signal chosen(str)
soon        Soon(owner, then): a QTimer that calls then() once, however often .start() was called before
shortcuts   on_key(owner, keys, then, inside=True): keys while owner, or what is in it, has the keyboard
suggesting  Suggesting(beside): a ChoiceList beside a field and the keys that are for it; override make_list,
              take; .list, .is_open, .close(), .takes(event) -> bool, .press(key)
menus       Menu(parent=None, name=""): .add(text, then=None, icon="", keys="", enabled=True, checked=None)
              -> QAction; otherwise a QMenu
tabs        Tab(key, text, count=""); TabBar(tabs, value=""): .value, .set_value, .set_count(key, n),
              .add_right(widget), .step(+1), signal chosen(str)
inputs      LineEdit(text="", placeholder="", name=""); TextArea(text="", placeholder="", rows=3, name="")
            SearchField(placeholder, keys=""): a LineEdit with glass and keycap, signal searched(str)
            DayEdit(day=None, today=None, name="Day", ahead=False): .day -> date | None (BadInput when
              unreadable), .set_day(d); ahead: "30 Sep" is one to come, as of a close date;
              signal dayChanged(object); takes 2026-09-30, 30 Sep, 30.9., +7, today
            TextArea.text and .set_text; days.day_text, short_day, read_day
            Field(label, editor, hint="", note=""): .set_error(sentence), .clear_error(), .editor
pages       Page: what fills the stack of the main window; wishes: Place and the Wish classes
windows     FirstPaint(window, then) calls then() once after the first paint; bring_forward(window)
dialogs     Dialog(parent, title, primary="Save", consequence="", icon="", subtitle="", width=600,
              keys=True, cancel="Cancel"): .body (QVBoxLayout), .add(widget), .primary, .confirm() -> bool
              (override; False keeps it open), .open(), .exec() -> bool, .reject();
              signals confirmed(), cancelled(), finished(bool)
            ask(parent, title, sentence, primary, consequence="", cancel=, destructive=) -> bool
tables      Column(title, text, second=None, width=0, align="left", role="ui", token="text", glyph=None,
              chip=None, sort=None, wrap=False, weight=0): text, second, glyph, chip, sort are functions of
              a record (token may be one too); width 0 shares what is left
            RecordModel(columns); TableView(columns, name, key, two_lines=False, edge=16, gutter=12,
              fit=False, sortable=True): key is a function of a record that gives its id; fit takes the
              height of all rows; .set_records(seq), .current() -> record | None, .select(id),
              .model_of_records, signals opened(object), picked(object), menuRequested(object, QPoint)
bus         Bus(): .publish(change) from any thread, .changed (signal, GUI thread),
              .listen(owner, slot, nouns=(), author=None): skips other nouns and the author's own echo
autosave    Autosave(owner, read, write, pause_ms=600): .touch(), .flush() -> bool, .dirty, .forget(),
              signals saved(datetime), failed(DeskError), waiting()
background  run(work, owner, done=None, failed=None, progress=None) -> Job; work(job) runs off the GUI
              thread and may call job.report(fraction, sentence), job.cancelled, job.stop_if_cancelled();
              job.cancel()
messages    tell(parent, error, then=None): the one door for errors; install_excepthook(window=None)
clipboard   copy_text(text), copy_html(html, text): marked so that clipboard histories leave them out
"""
