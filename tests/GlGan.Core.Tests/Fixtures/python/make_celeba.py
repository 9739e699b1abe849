"""Writes ../celeba: the annotation files of CelebA for eight made-up images, blank by blank as published, and as CSV like Kaggle's.

The attribute header ends in a blank, the landmark header names no file column, the box header does, and the other two files have no header.
"""
import pathlib

folder = pathlib.Path(__file__).parent.parent / "celeba"
(folder / "text").mkdir(parents=True, exist_ok=True)
(folder / "csv").mkdir(exist_ok=True)

attributes = """5_o_Clock_Shadow Arched_Eyebrows Attractive Bags_Under_Eyes Bald Bangs Big_Lips Big_Nose Black_Hair Blond_Hair Blurry Brown_Hair
Bushy_Eyebrows Chubby Double_Chin Eyeglasses Goatee Gray_Hair Heavy_Makeup High_Cheekbones Male Mouth_Slightly_Open Mustache Narrow_Eyes No_Beard
Oval_Face Pale_Skin Pointy_Nose Receding_Hairline Rosy_Cheeks Sideburns Smiling Straight_Hair Wavy_Hair Wearing_Earrings Wearing_Hat
Wearing_Lipstick Wearing_Necklace Wearing_Necktie Young""".split()
points = "lefteye_x lefteye_y righteye_x righteye_y nose_x nose_y leftmouth_x leftmouth_y rightmouth_x rightmouth_y".split()
box = "x_1 y_1 width height".split()

files = [f"{number:06}.jpg" for number in range(1, 9)]
values = [[1 if (row * 7 + column * 5 + row * column) % 11 < 4 else -1 for column in range(40)] for row in range(8)]
for row in range(8):
    values[row][attributes.index("Smiling")] = 1 if row % 2 == 0 else -1
    values[row][attributes.index("Eyeglasses")] = 1 if row in (2, 5) else -1

# The nose moves to the side from image to image: 000003 is the most frontal of person 7, then 000001.
noses = [86, 80, 88, 70, 89, 100, 92, 60]
landmarks = [[69, 111 + row % 2, 107, 111, noses[row], 136, 72, 152 + row % 3, 105, 152] for row in range(8)]
boxes = [[95 + 9 * row, 71 + row, 226, 313] for row in range(7)] + [[600, 274, 343, 475]]
partition = [0, 0, 0, 0, 1, 1, 2, 2]
identities = [7, 2880, 7, 7, 2880, 12, 2880, 9]


def text(name, lines):
    (folder / "text" / name).write_text("".join(line + "\n" for line in lines), newline="")


def csv(name, columns, rows):
    lines = [["image_id", *columns]] + [[file, *row] for file, row in zip(files, rows)]
    (folder / "csv" / name).write_text("".join(",".join(map(str, line)) + "\n" for line in lines), newline="")


def rows(form, table):
    return [file + "".join(form(column) % value for column, value in enumerate(row)) for file, row in zip(files, table)]


text("list_attr_celeba.txt", ["8", " ".join(attributes) + " ", *rows(lambda column: "%3d", values)])
text("list_landmarks_align_celeba.txt", ["8", " ".join(points), *rows(lambda column: " %5d" if column == 0 else "%5d", landmarks)])
text("list_bbox_celeba.txt", ["8", " ".join(["image_id", *box]), *rows(lambda column: " %5d" if column == 0 else " %3d", boxes)])
text("list_eval_partition.txt", rows(lambda column: " %d", [[value] for value in partition]))
text("identity_CelebA.txt", rows(lambda column: " %d", [[value] for value in identities]))
csv("list_attr_celeba.csv", attributes, values)
csv("list_landmarks_align_celeba.csv", points, landmarks)
csv("list_bbox_celeba.csv", box, boxes)
csv("list_eval_partition.csv", ["partition"], [[value] for value in partition])
