"""A tagged PDF as its tree of structure, read from what `qpdf --json` tells: roles, attributes and
the text of every element, taken from the marked content of the pages."""
import base64
import json
import re
import subprocess

TOKEN = re.compile(rb"<<|>>|<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()])*\)|/[^\s()<>\[\]{}/%]*|[\[\]]|[^\s()<>\[\]{}/%]+")


class Element:
    def __init__(self, role, attributes, alternative):
        self.role, self.attributes, self.alternative = role, attributes, alternative
        self.kids = []  # elements and texts
        self.links = 0  # annotations that belong to it
        self.own_pages = set()

    def pages(self):
        """The pages that hold something of it."""
        below = [kid.pages() for kid in self.kids if isinstance(kid, Element)]
        return self.own_pages.union(*below)

    def text(self):
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def all(self, *roles):
        """Elements below it of these roles, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                if kid.role in roles:
                    yield kid
                yield from kid.all(*roles)


class Pdf:
    def __init__(self, file):
        told = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
                               "--decode-level=generalized", file], capture_output=True, check=True)
        self.objects = json.loads(told.stdout)["qpdf"][1]
        self.catalog = self.get(self.objects["trailer"]["value"]["/Root"])
        self.info = self.get(self.objects["trailer"]["value"]["/Info"])
        self.fonts = {}
        self.pages = list(self.walk_pages(self.catalog["/Pages"]))
        self.texts = {page: self.texts_of(page) for page in self.pages}
        root = self.get(self.catalog["/StructTreeRoot"])
        self.tree = Element("Root", {}, None)
        for kid in self.kids_of(root):
            self.add(self.tree, kid, None)

    def get(self, value):
        """What a reference stands for."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            held = self.objects["obj:" + value]
            value = held["value"] if "value" in held else held["stream"]
        return value

    def metadata(self):
        return self.bytes_of(self.catalog["/Metadata"]).decode("utf-8")

    def bytes_of(self, stream):
        return base64.b64decode(self.get(stream)["data"])

    def walk_pages(self, at):
        node = self.get(at)
        if node["/Type"] == "/Page":
            yield at
        for kid in node.get("/Kids", []):
            yield from self.walk_pages(kid)

    def resources(self, page):
        node = self.get(page)
        while "/Resources" not in node:
            node = self.get(node["/Parent"])
        return self.get(node["/Resources"])

    def letters_of(self, font):
        """Glyph number -> letters, from the font's own table."""
        if font not in self.fonts:
            table = self.bytes_of(self.get(font)["/ToUnicode"]).decode("latin-1")
            letters = {}
            read = lambda code: bytes.fromhex(code).decode("utf-16-be")
            for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
                for glyph, code in re.findall(r"<(\w+)>\s*<(\w+)>", part):
                    letters[int(glyph, 16)] = read(code)
            for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
                for first, last, code in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
                    for i in range(int(last, 16) - int(first, 16) + 1):
                        letters[int(first, 16) + i] = chr(ord(read(code)) + i)
            self.fonts[font] = letters
        return self.fonts[font]

    def texts_of_drawing(self, drawing):
        """The same of a drawing of its own that pages place."""
        if drawing not in self.texts:
            fonts = self.get(self.get(self.get(drawing)["dict"].get("/Resources", {})).get("/Font", {}))
            self.texts[drawing] = self.texts_in(self.bytes_of(drawing), fonts)
        return self.texts[drawing]

    def texts_of(self, page):
        """Number of marked content -> its text. Text that is neither that nor an artifact is a fault."""
        fonts = self.get(self.resources(page).get("/Font", {}))
        return self.texts_in(self.bytes_of(self.get(page)["/Contents"]), fonts)

    def texts_in(self, content, fonts):
        texts, open_marks, operands, letters = {}, [], [], {}
        for token in TOKEN.findall(content):
            if not re.match(rb"[A-Za-z'\"]", token):
                operands.append(token)
                continue
            if token in (b"BDC", b"BMC"):
                number = operands.index(b"/MCID") + 1 if b"/MCID" in operands else None
                open_marks.append(int(operands[number]) if number else operands[0].decode())
                if number:
                    texts.setdefault(open_marks[-1], "")
            elif token == b"EMC":
                open_marks.pop()
            elif token == b"Tf":
                letters = self.letters_of(fonts[operands[-2].decode()])
            elif token in (b"Tj", b"TJ"):
                if not open_marks:
                    raise AssertionError("text that is neither content nor artifact")
                if isinstance(open_marks[-1], int):
                    codes = b"".join(part[1:-1] for part in operands if part[:1] == b"<").decode()
                    texts[open_marks[-1]] += "".join(letters.get(int(codes[i:i + 4], 16), "")
                                                     for i in range(0, len(codes), 4))
            operands = []
        if open_marks:
            raise AssertionError("marked content that does not end on its page")
        return texts

    @staticmethod
    def kids_of(node):
        kids = node.get("/K", [])
        return kids if isinstance(kids, list) else [kids]

    def add(self, above, kid, page):
        node = self.get(kid)
        if isinstance(node, int):
            above.own_pages.add(page)
            above.kids.append(self.texts[page].get(node, ""))
        elif node.get("/Type") == "/MCR":
            page = node.get("/Pg", page)
            if "/Stm" in node:
                above.own_pages.add(page)
                above.kids.append(self.texts_of_drawing(node["/Stm"]).get(node["/MCID"], ""))
            else:
                self.add(above, node["/MCID"], page)
        elif node.get("/Type") == "/OBJR":
            above.links += 1
        else:
            attributes = {}
            held = self.get(node.get("/A", []))
            for part in held if isinstance(held, list) else [held]:
                attributes.update(self.get(part))
            element = Element(node["/S"][1:], attributes, node.get("/Alt"))
            above.kids.append(element)
            for below in self.kids_of(node):
                self.add(element, below, node.get("/Pg", page))

    def outline(self):
        """(depth, title) of every entry."""
        def walk(at, depth):
            while at:
                entry = self.get(at)
                title = entry["/Title"]
                yield depth, title[2:] if title[:2] == "u:" else title
                yield from walk(entry.get("/First"), depth + 1)
                at = entry.get("/Next")
        yield from walk(self.get(self.catalog["/Outlines"]).get("/First"), 1)
