"""An extract of the records contract as a council's database holds it: the same rows in columns of
their own types, and the same rows once more as CSV."""
import csv
import datetime as dt
import io
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = os.path.join(HERE, "..", "..", "schema", "records", "fields.csv")


def contract():
    """table -> field -> (type, whether it is part of the key)."""
    tables = {}
    with open(FIELDS, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tables.setdefault(row["table"], {})[row["field"]] = (row["type"], row["key"] == "Y")
    return tables


CONTRACT = contract()


def plain_value(kind, value):
    """What a typed column can hold of a value; empty for what it cannot."""
    value = value.strip()
    try:
        if kind == "date":
            return dt.date.fromisoformat(value[:10]).isoformat() if value else ""
        if kind == "boolean":
            return value.upper() if value.upper() in ("Y", "N") else ""
        if kind == "integer":
            return str(int(value)) if value else ""
        if kind == "decimal":
            return value if value and float(value) is not None else ""
        if kind == "json":
            return value if value and isinstance(json.loads(value), dict) else ""
    except ValueError:
        return ""
    return value


def sort_value(kind, value):
    # A database sorts nothing (null) last.
    return (value == "", int(value) if kind == "integer" and value else 0, value)


class TypedTables:
    """The tables of an extract folder, without values that no typed column can hold and without
    repeated keys, in order of the key."""

    def __init__(self, extract):
        self.tables = {}
        for file_name in sorted(os.listdir(extract)):
            table = file_name.removesuffix(".csv")
            if table in CONTRACT and file_name.endswith(".csv"):
                self.read(table, os.path.join(extract, file_name))

    def read(self, table, path):
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.DictReader(file)
            fields = [f for f in reader.fieldnames if f in CONTRACT[table]]
            keys = [f for f, (_, key) in CONTRACT[table].items() if key and f in fields]
            rows, seen = [], set()
            for row in reader:
                row = {f: plain_value(CONTRACT[table][f][0], row[f] or "") for f in fields}
                key = tuple(row[f] for f in keys)
                if key not in seen:
                    seen.add(key)
                    rows.append(row)
        rows.sort(key=lambda row: [sort_value(CONTRACT[table][f][0], row[f]) for f in keys])
        self.tables[table] = (fields, rows)

    def write_csv(self, folder):
        os.makedirs(folder, exist_ok=True)
        for table, (fields, rows) in self.tables.items():
            with open(os.path.join(folder, table + ".csv"), "w", encoding="utf-8", newline="") as file:
                self.write_rows(file, fields, rows, header=True)

    @staticmethod
    def write_rows(file, fields, rows, header):
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        if header:
            writer.writeheader()
        writer.writerows(rows)

    @staticmethod
    def column_type(table, field):
        kind = CONTRACT[table][field][0]
        # Both types that a date or an object may have occur, by the length of the field's name.
        odd = len(field) % 2 == 1
        return {"date": "timestamp" if odd else "date", "json": "jsonb" if odd else "json",
                "boolean": "boolean", "integer": "integer", "decimal": "numeric",
                "text": "text"}.get(kind, "varchar(80)" if odd else "varchar")

    def fill(self, cluster, schema):
        """Makes schema and tables with all rows; tables that the extract lacks are not made."""
        cluster.sql(f"CREATE SCHEMA {schema}")
        for table, (fields, rows) in self.tables.items():
            columns = ", ".join(f'"{f}" {self.column_type(table, f)}' for f in fields)
            cluster.sql(f"CREATE TABLE {schema}.{table} ({columns})")
            text = io.StringIO()
            # In another order than the key's: the load must not depend on it.
            self.write_rows(text, fields, list(reversed(rows)), header=False)
            cluster.sql(f"COPY {schema}.{table} FROM STDIN (FORMAT csv)", text.getvalue())
