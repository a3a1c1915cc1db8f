"""The headline contrasts of a study as one figure, in Chinese or English."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
INK, GREY, GRID, PALE, GOOD = "#222222", "#595959", "#e3e3e3", "#f3f3f3", "#e6f1ea"
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#d69100", "#44a2d8", "#4d4d4d"]
# Where names begin, in widths of a panel left of it.
MARGIN = -0.489
WORDS = {
    "zh": {"title": "与基线之差", "of": "{}：方案减基线，按世界配对（n = {}），95 % 区间", "share": "个百分点", "h": "小时",
           "lower": "← 更好", "higher": "更好 →", "told": "{} {}（{} 到 {}）"},
    "en": {"title": "Differences from the baseline", "share": "points", "lower": "← better", "higher": "better →",
           "of": "{}: setup minus baseline, paired by world (n = {}), 95 % intervals", "told": "{} {} ({} to {})"},
}


def names(study: Path, lang: str) -> dict[str, str]:
    """What the study (an empty key), setups and metrics are called, from the dictionary of the result."""
    zh, en = re.split(r"\n(?=# )", (study / "README.md").read_text(encoding="utf-8"), maxsplit=1)
    text = zh if lang == "zh" else en
    entries = re.findall(r"^- `([^`]+)`(?:：|: )(.*?)(?:。|\. |$)", text, re.M)
    called = {word: re.sub(r"（基线）| \(baseline\)", "", name) for word, name in reversed(entries)}
    return called | {"": text.splitlines()[0].removeprefix("# ")}


def signed(number: float) -> str:
    """With its sign; the shipped font has a dash and no minus."""
    return f"{number:+.2f}".replace("-", "–")


def draw_metric(panel: plt.Axes, rows: pd.DataFrame, called: dict[str, str], words: dict[str, str]) -> None:
    """Estimates with their intervals, a setup a line, the better side shaded."""
    unit, better = rows["unit"].iloc[0], rows["better"].iloc[0]
    low, mid, high = (rows[column] * (100 if unit == "share" else 1) for column in ("lower", "estimate", "upper"))
    reach = 1.15 * max(abs(low.min()), abs(high.max()), 1e-9)
    panel.axvspan(-reach, 0, color=GOOD if better == "lower" else PALE, lw=0, zorder=0)
    panel.axvspan(0, reach, color=GOOD if better == "higher" else PALE, lw=0, zorder=0)
    panel.grid(axis="x", color=GRID)
    panel.axvline(0, color=GREY, lw=1.2)
    beside = panel.get_yaxis_transform()
    for place, (setup, a, m, b) in enumerate(zip(rows["setup"], low, mid, high, strict=True)):
        colour = COLOURS[(place + 1) % len(COLOURS)]
        panel.errorbar(m, place, xerr=[[m - a], [b - m]], fmt="o", ms=7, color=colour, capsize=4, capthick=2, lw=2)
        told = words["told"].format(signed(m), words.get(unit, unit), signed(a), signed(b))
        panel.text(MARGIN, place, called.get(setup, setup), transform=beside, va="center", size=11)
        panel.text(1.04, place, told, transform=beside, va="center", size=11)
    metric = rows["metric"].iloc[0]
    panel.set_title(called.get(metric, metric), loc="left", x=MARGIN, weight="bold", size=13)
    edge = {"lower": ("left", 0.0), "higher": ("right", 1.0)}.get(better)
    if edge:
        panel.text(edge[1], 1.06, words[better], transform=panel.transAxes, ha=edge[0], size=10, color=GREY)
    panel.set(xlim=(-reach, reach), ylim=(len(rows) - 0.5, -0.5), yticks=[])
    panel.xaxis.set_major_formatter(lambda tick, _: f"{tick:g}".replace("-", "–"))
    panel.tick_params(length=0, labelcolor=GREY, pad=6)
    panel.spines[:].set_visible(False)


def draw(study: Path, contrasts: pd.DataFrame, lang: str) -> plt.Figure:
    """One panel a metric, below a title."""
    for weight in ("Regular", "Bold"):
        font_manager.fontManager.addfont(FONTS / f"noto-sc-gb2-{weight}.otf")
    plt.rcParams.update({"font.family": "Noto Sans CJK SC", "text.color": INK, "axes.axisbelow": True})
    words, called = WORDS[lang], names(study, lang)
    metrics = [rows for _, rows in contrasts.groupby("metric", sort=False)]
    height = 1.1 + sum(0.8 + 0.38 * len(rows) for rows in metrics)
    figure, panels = plt.subplots(
        len(metrics), figsize=(10, height), squeeze=False, height_ratios=[len(rows) for rows in metrics]
    )
    figure.subplots_adjust(left=0.25, right=0.7, top=1 - 1.35 / height, bottom=0.5 / height, hspace=1.0)
    figure.text(0.03, 1 - 0.45 / height, words["title"], size=18, weight="bold")
    pairs = "–".join(str(n) for n in sorted({contrasts["n"].min(), contrasts["n"].max()}))
    figure.text(0.03, 1 - 0.78 / height, words["of"].format(called[""], pairs), size=11, color=GREY)
    for panel, rows in zip(panels[:, 0], metrics, strict=True):
        draw_metric(panel, rows, called, words)
    return figure
